"""From an application to the facts of a letter about it. What a person gives comes before what the application says.

A letter is always made from the case, never from a former letter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from procedure.policy import POLICY
from templates.facts import unwanted
from templates.needed import Facts, needs, resolved
from templates.problems import LetterError, NothingToWriteError, Problem
from validator.answers import answer
from validator.dates import read_date, written
from validator.finding import Finding, Severity, Stage
from validator.findings import by_section, check
from validator.questions import edition_of
from webapp.letters.case import Case
from webapp.letters.counts import counted
from webapp.letters.sources import greeting, known, signing_official, signing_researcher

UNTIL = {
    Stage.SUBMIT: "The following is needed before the application is complete.",
    Stage.APPROVE: "The following is needed before the application can be approved.",
    Stage.RELEASE: "The following is needed before data can be released.",
}


def facts_of(kind: str, case: Case) -> Facts:
    """The facts of a letter: from the application and the settings, then what a person gives, then what is counted.

    Raises:
        NothingToWriteError: when there is nothing to write.
        LetterError: when what is given can't be.
    """
    _hold_system(case)
    schema = needs(kind)
    own = OWN[kind](case) if kind in OWN else {}
    merged = _with_given({**known(kind, schema, case), **own}, _dated(case.given, schema, schema))
    idle = unwanted(kind, merged) - case.given.keys()
    facts = {name: fact for name, fact in merged.items() if name not in idle}
    addressee = facts["addressee"]
    name = str(addressee.get("name", "")) if isinstance(addressee, Mapping) else ""
    return counted(kind, schema, {"salutation": greeting(name), **facts}, case.policy)


def _hold_system(case: Case) -> None:
    """No clock, right or list of these sections goes into a letter about another data system."""
    system = case.text("data_system")
    if system and system.casefold() != "carpos":
        message = "these letters rest on sections 964, 966 and 968, which are about CARPOS data."
        raise LetterError([Problem("/data_system", "Data system", message, "Write about this one without them.")])


def _missing(case: Case) -> Facts:
    findings = check(case.application, case.stage, on=case.on)
    errors = [one for one in findings if one.severity is Severity.ERROR]
    remarks = [one for one in findings if one.severity is Severity.WARNING]
    if not errors and not remarks and "sections" not in case.given:
        message = "nothing is missing, so there is nothing to write."
        raise NothingToWriteError(
            [Problem("/sections", "What is missing", message, "Choose another letter or a later gate.")]
        )
    sections = by_section(errors, edition_of(case.application))
    nameless = {"addressee": {"name": "The Bona Fide Researcher"}, "salutation": "To the Bona Fide Researcher:"}
    return {
        # An application may lack even the name; who wrote it is asked for it all the same.
        **({} if case.text("bona_fide_researcher.name") else nameless),
        "until": UNTIL[case.stage] if errors else "",
        "sections": [
            {"title": title, "findings": [_item(one) for one in found]} for _, title, found in sections if found
        ],
        "remarks": [_item(one) for one in remarks],
    }


def _renewal_request(case: Case) -> Facts:
    expires_on = read_date(case.text("irb_approval.expires_on"))
    return {
        "irb_approval": {
            "application_number": case.text("irb_approval.application_number"),
            "expires_on": written(expires_on) if expires_on else case.text("irb_approval.expires_on"),
        },
    }


def _support_request(_case: Case) -> Facts:
    return {"delivery": f"By email to {POLICY.address}"}


def _affiliation(case: Case) -> Facts:
    return {"signer": signing_official(case)}


def _security_certification(case: Case) -> Facts:
    stored = answer(case.application, "security_certification.cloud_storage")
    officer = case.text("security_officer.name")
    return {
        "signer": {"by_hand": True, "name": officer, "lines": [_OFFICER, case.institution] if officer else []},
        "cloud_storage": {True: "yes", False: "no"}.get(stored, "") if isinstance(stored, bool) else "",
        "cloud_provider": case.text("security_certification.cloud_provider") if stored is True else "",
        "cloud_evidence": " and ".join(_cloud_evidence(case)) if stored is True else "",
        "officer_reach": ", ".join(case.reach("security_officer")),
    }


def _appeal(_case: Case) -> Facts:
    return {
        "addressee": {
            "name": "Chief of the California Justice Information Services (CJIS) Division",
            "lines": ["California Department of Justice"],
        },
        "salutation": "To the Chief of the CJIS Division:",
        "delivery": f"By email to {POLICY.address}",
    }


def _by_officer(_case: Case) -> Facts:
    """The appeal officer signs, whom a person names; the Department's own signer does not stand in."""
    return {"signer": {}}


def _to_entity(case: Case) -> Facts:
    asked = case.given.get("addressee")
    name = asked.get("name") if isinstance(asked, Mapping) else ""
    return {"addressee": {}, "salutation": f"To {name}:" if name else "", **_by_officer(case)}


def _by_whoever(case: Case) -> Facts:
    """Institution, researcher or Team Member: who gives the notice signs it."""
    return {"signer": {"name": case.given.get("given_by", "")}}


def _by_both(case: Case) -> Facts:
    return {"signer": {"by_hand": True, **signing_researcher(case)}, "cosigner": signing_official(case)}


OWN: dict[str, Callable[[Case], Facts]] = {
    "missing": _missing,
    "renewal-request": _renewal_request,
    "support-request": _support_request,
    "affiliation": _affiliation,
    "security-certification": _security_certification,
    "appeal": _appeal,
    "request-for-facts": _to_entity,
    "request-for-response": _to_entity,
    "appeal-decision": _by_officer,
    "breach-notice": _by_whoever,
    "subpoena-notice": _by_whoever,
    "remediation-certificate": _by_both,
    "remedial-plan": _by_both,
}
"""What only one letter knows, or knows otherwise than the others."""

_OFFICER = "Information security officer or IT manager"
_EVIDENCE = {"soc2": "a SOC 2 audit", "fedramp": "a FedRAMP certification"}
_CHANGES = ("personnel", "project", "technology", "location", "security", "irb_approval")


def _with_given(facts: Facts, given: Mapping[str, Any]) -> Facts:
    """What a person gives stands before what the application says; inside a group, fact by fact."""
    merged = dict(facts)
    for name, value in given.items():
        known_already, new = merged.get(name), _spelled_out(name, value)
        grouped = isinstance(known_already, dict) and isinstance(new, Mapping)
        merged[name] = {**(known_already or {}), **new} if grouped else new
    return merged


def _spelled_out(name: str, value: Any) -> Any:
    """Who says "no change" of the renewal says it of each of its six items."""
    if name == "changes" and isinstance(value, str) and value.strip(" .").casefold() == "no change":
        return dict.fromkeys(_CHANGES, "No change.")
    return value


def _dated(value: Any, schema: Facts, root: Facts) -> Any:
    """The same facts, each day in one way, however a person wrote it; what is no day stays as it is, and is told."""
    schema = resolved(schema, root)
    if isinstance(value, Mapping) and "properties" in schema:
        parts = schema["properties"]
        return {name: _dated(item, parts.get(name, {}), root) for name, item in value.items()}
    if isinstance(value, list) and "items" in schema:
        return [_dated(item, schema["items"], root) for item in value]
    found = read_date(value) if isinstance(value, str) and schema.get("format") == "date" else None
    return found.isoformat() if found else value


def _item(finding: Finding) -> Facts:
    clause = f"§\N{NO-BREAK SPACE}{finding.clause}" if finding.clause[:1].isdigit() else finding.clause
    # The letter begins with the label in bold; a message that begins with it too would say it twice.
    words = finding.message.removeprefix(f"{finding.label}: ")
    message = words[:1].upper() + words[1:]
    return {"label": finding.label, "message": message, "remedy": finding.remedy, "clause": clause}


def _cloud_evidence(case: Case) -> list[str]:
    chosen = answer(case.application, "security_certification.cloud_evidence")
    return [_EVIDENCE[one] for one in (chosen if isinstance(chosen, list) else ()) if one in _EVIDENCE]
