from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from tests.applications import RIGHT
from tests.webapp.storage.acts import NOW, ROSA
from validator.questions import edition
from webapp.answers.slots import homeless, slot_of, slots
from webapp.storage.attachments import Attachment, State

MEMBERS = [row["name"] for row in RIGHT["team_members"]]


def document(slot: str, person: str = "") -> Attachment:
    return Attachment(
        "1", "d", None, slot, person, "a.pdf", "application/pdf", 1, "0" * 64, State.CLEAN, "", None, None,
        pictures=None, recognised=None, recognition="none", tries=0, tried_at=None, added_by=ROSA, added_at=NOW,
    )  # fmt: skip


def without(answers: Mapping[str, Any], *names: str) -> dict[str, Any]:
    kept = deepcopy(dict(answers))
    for name in names:
        group, _, key = name.partition(".")
        del kept[group][key]
    return kept


def test_there_is_a_place_for_every_enclosure_that_the_form_asks_about() -> None:
    asked = {question.enclosure for question in edition().questions if question.enclosure}
    assert {slot.kind for slot in slots(RIGHT)} == asked
    assert len(asked) == 7


def test_each_person_has_a_place_for_a_certificate_of_their_own() -> None:
    places = [slot for slot in slots(RIGHT) if slot.is_personal]
    assert [slot.person for slot in places] == [RIGHT["bona_fide_researcher"]["name"], *MEMBERS]
    assert [slot.row for slot in places] == [None, *range(len(MEMBERS))]
    assert all(slot.whose in slot.label for slot in places)


def test_without_team_members_there_are_no_places_for_them() -> None:
    assert [slot.row for slot in slots({**RIGHT, "has_team_members": False})] == [None] * 7
    assert [slot.row for slot in slots({})] == [None] * 7
    assert len(slots({"team_members": "odd"})) == 7


def test_a_certificate_waits_for_the_name_of_its_person() -> None:
    nameless = without(RIGHT, "bona_fide_researcher.name")
    slot = slot_of(nameless, "training_certificate.enclosed")
    assert slot is not None
    assert not slot.is_ready
    assert slot.whose == "Bona Fide Researcher"
    assert not slot.holds(document("training", ""))
    other = slot_of(nameless, "curriculum_vitae.enclosed")
    assert other is not None
    assert other.is_ready


def test_a_certificate_belongs_to_its_person_however_the_name_is_written() -> None:
    slot = slot_of(RIGHT, "team_members.0.training_certificate.enclosed")
    assert slot is not None
    assert slot.holds(document("training", MEMBERS[0].upper()))
    assert not slot.holds(document("training", MEMBERS[1]))
    assert not slot.holds(document("curriculum_vitae", MEMBERS[0]))


def test_a_document_of_who_left_the_team_belongs_to_nobody_and_is_not_forgotten() -> None:
    left, stays = document("training", "Somebody Else"), document("training", MEMBERS[0])
    assert homeless([left, stays, document("irb_approval")], slots(RIGHT)) == [left]


def test_no_label_speaks_of_boxes() -> None:
    for slot in slots(RIGHT):
        assert "enclosed" not in slot.label
        assert "Tick" not in slot.help
    assert slot_of(RIGHT, "no.such.place") is None
