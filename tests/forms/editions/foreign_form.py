"""A form of somebody else for the same application, as an office makes one: some names tell, some don't."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

_PAGE_HEIGHT, _LEFT, _LINE = 792, 54, 26


@dataclass(frozen=True)
class Asked:
    """One line of the form: what is printed, and the fields on it."""

    printed: str
    fields: tuple[tuple[str, str, str], ...] = ()
    """Name, kind (text, prose, box, radio, list, signature), and what is printed at it (or its options)."""
    tips: dict[str, str] = field(default_factory=dict)


PAGES: tuple[tuple[Asked, ...], ...] = (
    (
        Asked("STATE DEPARTMENT - DATA REQUEST STANDARD APPLICATION (Rev. 04/2021)"),
        Asked("Type of request:", (("Request Type", "radio", "Choice1=New request|Choice2=Modified request"),)),
        Asked("If modified, existing project number:", (("Text1", "text", ""),)),
        Asked("Date of Request:", (("Date1_af_date", "text", ""),)),
        Asked("1. Name of Bona Fide Researcher:", (("Name of Bona Fide Researcher", "text", ""),)),
        Asked("2. Position Title:", (("Position Title", "text", ""),)),
        Asked("3. Street Address:", (("Address", "text", ""),)),
        Asked("City:", (("City", "text", ""), ("State", "text", "State:"), ("Zip", "text", "Zip:"))),
        Asked("Phone Number:", (("Phone", "text", ""), ("Email", "text", "E-mail:"))),
        Asked("4. Nonprofit Bona Fide Research Institution:", (("Institution", "text", ""),)),
        Asked("5. Information Security Officer or IT Manager:", (("ISO Name", "text", ""),)),
        Asked("Phone Number:", (("Phone_2", "text", ""), ("Email_2", "text", "E-mail:"))),
        Asked("6. Title of Project:", (("Text2", "text", ""),), {"Text2": "Project title"}),
        Asked("7. Anticipated completion date:", (("Completion", "text", ""),)),
        Asked("Internal use only, tracking code:", (("Text99", "text", ""),)),
    ),
    (
        Asked("8. Are there any Team Members?", (("Check Box1", "box", "Yes"), ("Check Box2", "box", "No"))),
        *(
            Asked(
                f"Team Member {number}, name:",
                (
                    (f"Team Member Name {number}", "text", ""),
                    (f"Location {number}", "text", "Physical location:"),
                    (f"Analysis {number}", "box", "Data analysis team"),
                    (f"IT {number}", "box", "IT team"),
                ),
            )
            for number in (1, 2, 3)
        ),
        Asked("9. Signature of Bona Fide Researcher:", (("Signature1", "text", ""),)),
        Asked("Date signed:", (("Date2_af_date", "text", ""),)),
    ),
    (
        Asked("CHECKLIST: attach the following"),
        Asked("", (("Check Box10", "box", "Project outline attached"),)),
        Asked("", (("Check Box11", "box", "Curriculum vitae attached"),)),
        Asked("", (("Check Box12", "box", "Signed security document attached"),)),
        Asked("", (("Check Box13", "box", "Copy of IRB approval attached"),)),
        Asked("IRB application number:", (("IRB No", "text", ""),)),
        Asked("IRB expiration date:", (("IRB Exp", "text", ""),)),
        Asked(
            "Level of data:",
            (("Level", "list", "De-Identified Individual-Level Data|Identified Individual-Level Data"),),
        ),
        Asked("I acknowledge the restrictions of section 964. Signature:", (("Signature2", "text", ""),)),
        Asked("Date acknowledged:", (("Date3_af_date", "text", ""),)),
    ),
)

MAP = """\
title = "State Department's Data Request Standard Application, Rev. 04/2021"
edition = "carpos/1"

[fields]
"Request Type" = "request_kind"
"Text1" = "project_number"
"Date1_af_date" = "requested_on"
"Name of Bona Fide Researcher" = "bona_fide_researcher.name"
"Position Title" = "bona_fide_researcher.position_title"
"Address" = "bona_fide_researcher.address"
"City" = "bona_fide_researcher.city"
"State" = "bona_fide_researcher.state"
"Zip" = "bona_fide_researcher.postal_code"
"Phone" = "bona_fide_researcher.phone"
"Email" = "bona_fide_researcher.email"
"Institution" = "research_institution.name"
"ISO Name" = "security_officer.name"
"Phone_2" = "security_officer.phone"
"Email_2" = "security_officer.email"
"Text2" = "project_title"
"Completion" = "anticipated_completion_on"
"Check Box1" = "has_team_members = yes"
"Check Box2" = "has_team_members = no"
"Team Member Name 1" = "team_members.0.name"
"Location 1" = "team_members.0.access_location"
"Analysis 1" = "team_members.0.data_analysis_team = yes"
"IT 1" = "team_members.0.it_team = yes"
"Team Member Name 2" = "team_members.1.name"
"Location 2" = "team_members.1.access_location"
"Analysis 2" = "team_members.1.data_analysis_team = yes"
"IT 2" = "team_members.1.it_team = yes"
"Team Member Name 3" = "team_members.2.name"
"Location 3" = "team_members.2.access_location"
"Analysis 3" = "team_members.2.data_analysis_team = yes"
"IT 3" = "team_members.2.it_team = yes"
"Signature1" = "application_signature.name"
"Date2_af_date" = "application_signature.signed_on"
"Check Box10" = "enclosed: project_outline"
"Check Box11" = "curriculum_vitae.enclosed"
"Check Box12" = "security_certification.document_enclosed"
"Check Box13" = "irb_approval.copy_enclosed"
"IRB No" = "irb_approval.application_number"
"IRB Exp" = "irb_approval.expires_on"
"Level" = "data_levels"
"Signature2" = "restrictions_signature.name"
"Date3_af_date" = "restrictions_signature.signed_on"

[values."Request Type"]
"Choice1" = "new"
"Choice2" = "modified"
"""

ANSWERS: dict[str, str | bool] = {
    "Request Type": "Choice2",
    "Text1": "2025-0147",
    "Date1_af_date": "11/20/2026",
    "Name of Bona Fide Researcher": "Alexandra Reyes",
    "Position Title": "Professor of Epidemiology",
    "Address": "1 College Way",
    "City": "Sampleton",
    "State": "CA",
    "Zip": "95814",
    "Phone": "916-555-0100",
    "Email": "a.reyes@sampleton-university.example",
    "Institution": "Sampleton University",
    "ISO Name": "Jordan Blake",
    "Phone_2": "916-555-0101",
    "Email_2": "j.blake@sampleton-university.example",
    "Text2": "Orders and outcomes",
    "Completion": "06/30/2028",
    "Text99": "TR-7",
    "Check Box1": True,
    "Team Member Name 1": "Kai Lindqvist",
    "Location 1": "Room 12, 1 College Way",
    "Analysis 1": True,
    "Check Box10": True,
    "Check Box11": True,
    "IRB No": "2026-118",
    "IRB Exp": "11/01/2028",
    "Level": "De-Identified Individual-Level Data",
    "Signature1": "Alexandra Reyes",
    "Date2_af_date": "11/20/2026",
}


def foreign_form(pages: tuple[tuple[Asked, ...], ...] = PAGES) -> bytes:
    """The blank."""
    pdf = Pdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    marks = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats))
    resources = Dictionary(Font=Dictionary(Helv=font, ZaDb=marks))
    fields: list[pikepdf.Object] = []
    for asked in pages:
        fields += _page(pdf, asked, resources)
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields), DR=resources, DA=String("/Helv 10 Tf 0 g"))
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def _page(pdf: Pdf, asked: tuple[Asked, ...], resources: Dictionary) -> list[pikepdf.Object]:
    page = pdf.add_blank_page(page_size=(612, _PAGE_HEIGHT))
    drawn, fields, boxes = [], [], []
    for number, line in enumerate(asked):
        bottom = _PAGE_HEIGHT - 72 - number * _LINE
        drawn.append(_text(_LEFT, bottom + 4, line.printed))
        x = _LEFT + 6 + 5.2 * len(line.printed)
        for name, kind, words in line.fields:
            if kind in {"text", "list", "signature"} and words and kind != "list":
                drawn.append(_text(x + 4, bottom + 4, words))
                x += 8 + 5.2 * len(words)
            width = 12 if kind in {"box", "radio"} else max(60, min(180, 560 - x) / len(line.fields))
            made = _field(pdf, name, kind, words, (x, bottom, x + width, bottom + 16), line.tips.get(name))
            kids = list(made.Kids) if "/Kids" in made else [made]
            if kind == "box":
                drawn.append(_text(x + 16, bottom + 4, words))
                x += 24 + 5.2 * len(words)
            elif kind == "radio":
                for kid, option in zip(kids, words.split("|"), strict=True):
                    drawn.append(_text(float(kid.Rect[2]) + 4, bottom + 4, option.partition("=")[2]))
            else:
                x += width + 6
            for kid in kids:
                kid.P = page.obj
            fields.append(made)
            boxes += kids
    page.Annots = Array(boxes)
    page.Contents = Stream(pdf, "\n".join(drawn).encode())
    page.Resources = resources
    return fields


def _text(x: float, y: float, words: str) -> str:
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /Helv 9.5 Tf {x:.1f} {y:.1f} Td ({escaped}) Tj ET"


def _field(
    pdf: Pdf, name: str, kind: str, words: str, rect: tuple[float, float, float, float], tip: str | None
) -> pikepdf.Object:
    common = Dictionary(Type=Name.Annot, Subtype=Name.Widget, F=4, Rect=Array([round(edge, 1) for edge in rect]))
    own = Dictionary(T=String(name), DA=String("/Helv 10 Tf 0 g"))
    if tip:
        own.TU = String(tip)
    if kind == "box":
        own.FT, own.V, common.AS, common.AP = Name.Btn, Name.Off, Name.Off, _states(pdf, "Yes")
        common.MK = Dictionary(CA=String("4"))
    elif kind == "radio":
        return _radio(pdf, name, words, rect)
    elif kind == "list":
        own.FT, own.Ff = Name.Ch, 1 << 17
        own.Opt = Array([Array([String(one), String(one)]) for one in words.split("|")])
    else:
        own.FT = Name.Sig if kind == "signature" else Name.Tx
    if kind in {"list", "text"}:
        own.AP = Dictionary(N=_drawing(pdf, b"/Tx BMC EMC", rect))
    for key, value in common.items():
        own[key] = value
    return pdf.make_indirect(own)


def _radio(pdf: Pdf, name: str, words: str, rect: tuple[float, float, float, float]) -> pikepdf.Object:
    group = pdf.make_indirect(Dictionary(T=String(name), FT=Name.Btn, Ff=1 << 15, V=Name.Off))
    kids = []
    for number, option in enumerate(words.split("|")):
        state = option.partition("=")[0]
        left = rect[0] + number * 130
        kid = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, F=4, Parent=group, AS=Name.Off, AP=_states(pdf, state),
            Rect=Array([round(edge, 1) for edge in (left, rect[1], left + 12, rect[3])]), MK=Dictionary(CA=String("l")),
        )  # fmt: skip
        kids.append(pdf.make_indirect(kid))
    group.Kids = Array(kids)
    return group


def _states(pdf: Pdf, on: str) -> Dictionary:
    size = (0, 0, 12, 16)
    return Dictionary(N=Dictionary({f"/{on}": _drawing(pdf, b"2 4 8 8 re f", size), "/Off": _drawing(pdf, b"", size)}))


def _drawing(pdf: Pdf, content: bytes, rect: tuple[float, float, float, float]) -> pikepdf.Object:
    stream = Stream(pdf, content)
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    stream.BBox = Array([0, 0, round(rect[2] - rect[0], 1), round(rect[3] - rect[1], 1)])
    return pdf.make_indirect(stream)
