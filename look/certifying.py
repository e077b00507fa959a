"""The pages of who signs what: the researcher who asks, and the officer and the official who were asked by a link."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from playwright.sync_api import BrowserContext, Cookie, Page

from look.filling import codes, open_draft
from webapp import clock
from webapp.certifying import statement
from webapp.certifying.statement import Signer
from webapp.samples import SAMPLES
from webapp.signatures.slots import Method

State = tuple[str, Callable[[Page, str], None]]

_PLACE = "Place where the data will be stored"
_stored: dict[BrowserContext, str] = {}
"""What stood in the application before it was changed."""
_researcher: dict[BrowserContext, list[Cookie]] = {}
"""The visit of the researcher, put away while the browser is somebody else's."""
_link: dict[BrowserContext, str] = {}
"""Where the officer's link leads."""
_newest: dict[str, BrowserContext] = {}
"""Every link that was found, and the browser that it is for: another's is the newest until one's own has come."""


def states() -> Iterator[State]:
    """Every page of signatures, and what becomes of it when somebody does something."""
    yield "who signs what", _signers
    yield "who signs what, an address that is none", _no_address
    yield "who signs what, asked", _asked
    yield "officer", _officer
    yield "officer, something missing", _missing
    yield "officer, otherwise", _otherwise
    yield "officer, with a certificate", _digital
    yield "officer, the whole", _whole
    yield "officer, a wrong code", _wrong_code
    yield "officer, signed", _signed
    yield "officer, a link that was used", _used
    yield "official", _official
    yield "official, nothing sent", _nothing_sent
    yield "who signs what, void", _void
    yield "who signs what, signed", _standing


def certification() -> bytes:
    """The certification of an invented officer, as it is signed by typing."""
    answers = SAMPLES["complete"].application()
    signer = Signer(
        "Ivo Mustermann", "Information Security Officer", "ivo.mustermann@example.edu", Method.TYPED, clock.now(),
        "7K3M9QXAT20CDW5H",
    )  # fmt: skip
    return statement.pdf(answers, signer)


def _signers(page: Page, base: str) -> None:
    _as_researcher(page)
    page.goto(open_draft(page, base) + "/signers")


def _no_address(page: Page, base: str) -> None:
    _signers(page, base)
    page.get_by_label("Name of the official", exact=True).fill("Morgan Ellis")
    page.get_by_label("E-mail address of the official").fill("morgan at example")
    _press(page, "Ask the official")


def _asked(page: Page, base: str) -> None:
    page.goto(open_draft(page, base) + "/sections/project")
    page.get_by_label("Project title").fill("Orders and outcomes")
    _press(page, "Save and come back later")
    _signers(page, base)
    with page.expect_navigation():
        page.locator('button[value="ask"]').click()
    _link[page.context] = _newest_link(page, base, "certify")
    _signers(page, base)


def _officer(page: Page, base: str) -> None:
    _as_somebody_else(page)
    page.goto(_link[page.context] or base)


def _missing(page: Page, base: str) -> None:
    _officer(page, base)
    _continue(page)


def _otherwise(page: Page, base: str) -> None:
    _officer(page, base)
    for summary in page.locator(".otherwise > summary").all():
        summary.click()


def _digital(page: Page, base: str) -> None:
    _fill(page, base, "digital")
    _continue(page)


def _whole(page: Page, base: str) -> None:
    _fill(page, base, "typed")
    _continue(page)


def _wrong_code(page: Page, _: str) -> None:
    page.get_by_label("The code in the mail").fill("000 000")
    _press(page, "Sign")


def _signed(page: Page, base: str) -> None:
    code = codes(page, base)[0]
    page.goto(f"{_link[page.context]}/sign")
    page.get_by_label("The code in the mail").fill(code)
    _press(page, "Sign")


def _used(page: Page, base: str) -> None:
    _officer(page, base)


def _official(page: Page, base: str) -> None:
    _signers(page, base)
    if page.get_by_label("Name of the official", exact=True).count():
        page.get_by_label("Name of the official", exact=True).fill("Morgan Ellis")
        page.get_by_label("E-mail address of the official").fill("official@example.edu")
        _press(page, "Ask the official")
    link = _newest_link(page, base, "affirm")
    _as_somebody_else(page)
    page.goto(link)


def _nothing_sent(page: Page, base: str) -> None:
    _official(page, base)
    _press(page, "Send the signed letter")


def _void(page: Page, base: str) -> None:
    _as_researcher(page)
    page.goto(open_draft(page, base) + "/sections/data")
    field = page.get_by_label(_PLACE)
    _stored[page.context] = field.input_value()
    field.fill("A cloud region")
    _press(page, "Save and come back later")
    _signers(page, base)
    page.locator(".signers__steps summary").first.click()


def _standing(page: Page, base: str) -> None:
    _as_researcher(page)
    page.goto(open_draft(page, base) + "/sections/data")
    page.get_by_label(_PLACE).fill(_stored[page.context])
    _press(page, "Save and come back later")
    _signers(page, base)


def _fill(page: Page, base: str, method: str) -> None:
    _officer(page, base)
    page.get_by_label("Your full name").fill("Ivo Mustermann")
    page.get_by_label("Your title").fill("Information Security Officer")
    page.locator(f'label[for="method-{method}"]').click()
    if not page.locator("#consent").is_checked():
        page.locator('label[for="consent"]').click()


def _newest_link(page: Page, base: str, where: str) -> str:
    """The link of the newest mail that leads there, once it has come."""
    for _ in range(100):
        page.goto(f"{base}/mails-of-this-demo")
        found = re.findall(rf"http://\S+/{where}/\S+", page.locator("main").inner_text())
        if found and found[0] != _link.get(page.context) and _newest.setdefault(found[0], page.context) is page.context:
            return str(found[0])
        page.wait_for_timeout(300)
    raise TimeoutError("no mail has come")


def _continue(page: Page) -> None:
    with page.expect_navigation():
        page.locator(".form-actions button").click()


def _press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def _as_somebody_else(page: Page) -> None:
    if page.context not in _researcher:
        _researcher[page.context] = page.context.cookies()
        page.context.clear_cookies()


def _as_researcher(page: Page) -> None:
    if cookies := _researcher.pop(page.context, None):
        page.context.clear_cookies()
        page.context.add_cookies(cookies)  # type: ignore[arg-type]  # what was read is what is set
