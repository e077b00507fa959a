"""Letters of a case, what is due, figures, notices and calendars, on the invented cases of the demonstration."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playwright.sync_api import Page

from look.casework import APPROVED, DENIED, open_case
from look.working import State, come_in


def states() -> Iterator[State]:
    """Every page of letters and figures, and what becomes of it when somebody does something."""
    yield "which letter", _at_case(DENIED, "Write a letter")
    yield "a denial, looked over", _letter(DENIED, "Denial of your Data Request Standard Application")
    yield "a denial, sent", _sent
    yield "a letter that lacks something", _lacking
    yield "renewal notices of a month", _at("/cases/renewal-notices")
    yield "renewal notices of a month, sent", _batch
    yield "due and not sent", _at("/cases/due")
    yield "figures", _at("/overview")
    yield "your calendar", _calendar
    yield "the researcher's mailbox", _at_case(APPROVED, "The researcher’s mailbox")
    yield "a notice, nothing said", _empty_notice
    yield "a notice, taken in", _notice
    yield "notices without a case", _at("/cases/notices")


def _at(place: str) -> Callable[[Page, str], None]:
    def reach(page: Page, base: str) -> None:
        come_in(page, base, "research_services")
        page.goto(base + place)

    return reach


def _at_case(title: str, link: str) -> Callable[[Page, str], None]:
    def reach(page: Page, base: str) -> None:
        open_case(title)(page, base)
        page.get_by_role("link", name=link, exact=True).click()
        page.get_by_role("heading", level=1).wait_for()

    return reach


def _letter(title: str, letter: str) -> Callable[[Page, str], None]:
    def reach(page: Page, base: str) -> None:
        _at_case(title, "Write a letter")(page, base)
        page.get_by_role("link", name=letter, exact=True).first.click()
        page.get_by_role("heading", name=letter).first.wait_for()

    return reach


def _sent(page: Page, base: str) -> None:
    _letter(DENIED, "Denial of your Data Request Standard Application")(page, base)
    page.get_by_role("button", name="Send it, and keep it with the case").click()
    page.get_by_role("heading", name="Letters").wait_for()


def _lacking(page: Page, base: str) -> None:
    _letter(APPROVED, "Documentation for the Committee for the Protection of Human Subjects")(page, base)
    page.get_by_role("button", name="Look at it again").click()
    page.get_by_role("heading", level=1).wait_for()


def _batch(page: Page, base: str) -> None:
    """The notices that are due, or, where they went out before, how that went."""
    _at("/cases/renewal-notices")(page, base)
    send = page.get_by_role("button", name="Send the chosen notices")
    (send if send.count() else page.locator("main li a").first).click()
    page.get_by_role("progressbar").wait_for()
    page.locator("meta[http-equiv=refresh]").wait_for(state="detached")


def _calendar(page: Page, base: str) -> None:
    _at("/cases/calendar")(page, base)
    page.get_by_role("button", name="Make an address").click()
    page.get_by_label("Address of the calendar").wait_for()


def _empty_notice(page: Page, base: str) -> None:
    page.goto(f"{base}/notices/breach")
    page.get_by_role("button", name="Give the notice").click()
    page.wait_for_selector("[role=alert]")


def _notice(page: Page, base: str) -> None:
    page.goto(f"{base}/notices/breach")
    page.locator("label", has_text="A Team Member").click()
    page.get_by_label("Your name").fill("Sam Sample")
    page.get_by_label("What it is about").fill("A laptop with the data was stolen on the train.")
    page.get_by_role("button", name="Give the notice").click()
    page.get_by_role("heading", name="taken in").wait_for()
