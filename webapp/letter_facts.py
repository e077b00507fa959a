"""From an application to the facts of a letter about it: one function a letter. What a person gives comes before it.

A letter is always made from the case, never from a former letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from procedure.counting import Counted, count
from procedure.deadlines import deadline
from procedure.facts import YEARS
from templates.letters import LETTERS
from templates.problems import LetterError, Problem
from validator.answers import answer
from validator.dates import read_date, written
from validator.finding import Finding, Severity, Stage
from validator.findings import by_section, check
from validator.questions import edition_of
from webapp.letter_case import Case

SUPPORT_ADDRESS = "datarequests@doj.ca.gov"
"""Where 966(h) has requests for a letter of support sent."""

UNTIL = {
    Stage.SUBMIT: "The following is needed before the application is complete.",
    Stage.APPROVE: "The following is needed before the application can be approved.",
    Stage.RELEASE: "The following is needed before data can be released.",
}
_DEGREES = re.compile(r",\s*(Ph\.?\s?D|M\.?D|Dr\.?P\.?H|M\.?P\.?H|Ed\.?D|Sc\.?D|J\.?D|M\.?S|M\.?A|R\.?N|Esq)\b.*$")

Facts = dict[str, Any]


def facts_of(kind: str, case: Case) -> Facts:
    """The facts of a letter: from the application and the settings, then what a person gives.

    Raises:
        LetterError: when there is nothing to write.
    """
    department = LETTERS[kind].writer == "Department"
    facts = {
        "dated_on": case.on.isoformat(),
        "project_title": case.text("project_title"),
        "project_number": case.text("project_number"),
        **(_from_department(case) if department else _to_department(case)),
        **FACTS[kind](case),
    }
    return _with_given(facts, case.given)


def _missing(case: Case) -> Facts:
    findings = check(case.application, case.stage, on=case.on)
    errors = [one for one in findings if one.severity is Severity.ERROR]
    remarks = [one for one in findings if one.severity is Severity.WARNING]
    if not errors and not remarks and "sections" not in case.given:
        message = "nothing is missing, so there is nothing to write."
        raise LetterError([Problem("/sections", "What is missing", message, "Choose another letter or a later gate.")])
    sections = by_section(errors, edition_of(case.application))
    requested_on = read_date(case.text("requested_on"))
    nameless = {"addressee": {"name": "The Bona Fide Researcher"}, "salutation": "To the Bona Fide Researcher:"}
    return {
        # An application may lack even the name; who wrote it is asked for it all the same.
        **({} if case.text("bona_fide_researcher.name") else nameless),
        "requested_on": requested_on.isoformat() if requested_on else "",
        "until": UNTIL[case.stage] if errors else "",
        "sections": [
            {"title": title, "findings": [_item(one) for one in found]} for _, title, found in sections if found
        ],
        "remarks": [_item(one) for one in remarks],
    }


def _renewal_notice(case: Case) -> Facts:
    facts: Facts = case.team()
    expires_on, complete_by_on = (read_date(str(case.given.get(name, ""))) for name in ("expires_on", "complete_by_on"))
    if expires_on and complete_by_on and complete_by_on >= expires_on:
        message, remedy = "it is not before the expiration date.", "Leave it out, so that it is counted (966(j))."
        raise LetterError([Problem("/complete_by_on", "Last day to complete the renewal", message, remedy)])
    renewal, notice = _counted("renewal", expires_on), _counted("renewal_notice", expires_on)
    if renewal is None or notice is None:
        return facts
    counting = [f"Last day to complete the renewal. {renewal.explanation}", f"Day of this notice. {notice.explanation}"]
    return {**facts, "complete_by_on": renewal.due.isoformat(), "counting": counting}


def _renewal_request(case: Case) -> Facts:
    expires_on = read_date(case.text("irb_approval.expires_on"))
    return {
        "researcher": case.researcher("name", "position_title", "lines"),
        "signer": _signing_researcher(case),
        **case.team(),
        "irb_approval": {
            "application_number": case.text("irb_approval.application_number"),
            "expires_on": written(expires_on) if expires_on else case.text("irb_approval.expires_on"),
        },
    }


def _support_request(case: Case) -> Facts:
    answer_due = _counted("letter_of_support", case.on)
    return {
        "researcher": case.researcher("name", "email", "phone"),
        "signer": _signing_researcher(case),
        "delivery": f"By email to {SUPPORT_ADDRESS}",
        "sent_to": SUPPORT_ADDRESS,
        "objectives": case.text("project_outline.purposes"),
        "answer_due_on": answer_due.due.isoformat() if answer_due else "",
    }


def _affiliation(case: Case) -> Facts:
    official = case.stationery.official("authorized_official", on=case.on) if case.stationery else {}
    named = official.get("name") or case.text("affiliation_letter.official")
    lines = [line for line in (official.get("title"), *official.get("lines", ())) if line]
    return {
        "researcher": case.researcher("name", "position_title", "lines"),
        "institution": case.institution,
        "signer": {"by_hand": True, "name": named, "lines": lines},
    }


def _security_certification(case: Case) -> Facts:
    stored = answer(case.application, "security_certification.cloud_storage")
    officer = case.text("security_officer.name")
    return {
        "researcher": case.researcher("name"),
        "institution": case.institution,
        "signer": {"by_hand": True, "name": officer, "lines": [_OFFICER, case.institution] if officer else []},
        "cloud_storage": {True: "yes", False: "no"}.get(stored, "") if isinstance(stored, bool) else "",
        "cloud_provider": case.text("security_certification.cloud_provider") if stored is True else "",
        "cloud_evidence": " and ".join(_cloud_evidence(case)) if stored is True else "",
        "officer_reach": ", ".join(case.reach("security_officer")),
    }


FACTS: dict[str, Callable[[Case], Facts]] = {
    "missing": _missing,
    "renewal-notice": _renewal_notice,
    "renewal-request": _renewal_request,
    "support-request": _support_request,
    "affiliation": _affiliation,
    "security-certification": _security_certification,
}
_OFFICER = "Information security officer or IT manager"
_EVIDENCE = {"soc2": "a SOC 2 audit", "fedramp": "a FedRAMP certification"}
_CHANGES = ("personnel", "project", "technology", "location", "security", "irb_approval")


def _from_department(case: Case) -> Facts:
    """Who the Department's letters go to, who signs them, and whom to ask."""
    paper, name = case.department(), case.text("bona_fide_researcher.name")
    contact, general = paper.official("contact", on=case.on), paper.official("attorney_general", on=case.on)
    signer = paper.official("signer", on=case.on)
    for_whom = [f"For {general['name']}, Attorney General"] if general else []
    return {
        "addressee": {
            "name": name,
            "lines": [line for line in (case.text("bona_fide_researcher.position_title"), case.institution) if line]
            + case.address(),
        },
        "salutation": f"Dear {_DEGREES.sub('', name)}:" if name else "",
        "signer": {
            "name": signer.get("name"),
            "lines": [line for line in (signer.get("title"), *signer.get("lines", ())) if line] + for_whom,
        },
        "contact": {
            **{part: contact.get(part) for part in ("name", "title", "phone", "email")},
            "address": ", ".join(contact.get("address", ())),
        },
    }


def _to_department(case: Case) -> Facts:
    given = case.stationery.letterhead("Department", on=case.on) if case.stationery else None
    address = list(given.lines) if given else []
    return {
        "addressee": {"name": "Research Services", "lines": ["California Department of Justice", *address]},
        "salutation": "To Research Services:",
    }


def _with_given(facts: Facts, given: Mapping[str, Any]) -> Facts:
    """What a person gives stands before what the application says; inside a group, fact by fact."""
    merged = dict(facts)
    for name, value in given.items():
        known, new = merged.get(name), _spelled_out(name, value)
        merged[name] = {**known, **new} if isinstance(known, dict) and isinstance(new, Mapping) else new
    return {name: _day(value) if name.endswith("_on") else value for name, value in merged.items()}


def _spelled_out(name: str, value: Any) -> Any:
    """Who says "no change" of the renewal says it of each of its six items."""
    if name == "changes" and isinstance(value, str) and value.strip(" .").casefold() == "no change":
        return dict.fromkeys(_CHANGES, "No change.")
    return value


def _day(value: Any) -> Any:
    """A day in whichever way a person wrote it; what is no day stays as it is, and is told."""
    day = read_date(value) if isinstance(value, str) else None
    return day.isoformat() if day else value


def _counted(name: str, start: date | None) -> Counted | None:
    """A period of the law from its start; None without a start, or from a day that no calendar here knows."""
    return count(deadline(name), start) if start and start.year in YEARS else None


def _item(finding: Finding) -> Facts:
    clause = f"§\N{NO-BREAK SPACE}{finding.clause}" if finding.clause[:1].isdigit() else finding.clause
    # The letter begins with the label in bold; a message that begins with it too would say it twice.
    words = finding.message.removeprefix(f"{finding.label}: ")
    message = words[:1].upper() + words[1:]
    return {"label": finding.label, "message": message, "remedy": finding.remedy, "clause": clause}


def _signing_researcher(case: Case) -> Facts:
    lines = (case.text("bona_fide_researcher.position_title"), case.institution)
    return {"name": case.text("bona_fide_researcher.name"), "lines": [line for line in lines if line]}


def _cloud_evidence(case: Case) -> list[str]:
    chosen = answer(case.application, "security_certification.cloud_evidence")
    return [_EVIDENCE[one] for one in (chosen if isinstance(chosen, list) else ()) if one in _EVIDENCE]
