import io

import pytest
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.generic import NameObject, TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from forms.acroform import read_fields
from forms.fill import fill
from tests.applications import RIGHT
from tests.forms import signers
from tests.forms.filling.filled import unsigned

FIELDS = ("application_signature.digital", "restrictions_signature.digital", "security_certification.digital")


@pytest.fixture(scope="module")
def signed() -> bytes:
    return signers.sign(fill(unsigned(RIGHT)), signers.researcher(), FIELDS[0])


def levels(pdf: bytes) -> list[ModificationLevel | None]:
    """How far what was added after each signature goes."""
    context = ValidationContext(trust_roots=list(load_certs_from_pemder_data(signers.root().der)), moment=signers.NOW)
    found = []
    for signature in PdfFileReader(io.BytesIO(pdf)).embedded_signatures:
        status = validate_pdf_signature(signature, context)
        assert status.intact
        assert status.valid
        found.append(status.modification_level)
    return found


def test_the_form_has_three_places_for_a_digital_signature(signed: bytes) -> None:
    read = {field.name: field.value for field in read_fields(signed).fields}
    assert [read[name] for name in FIELDS] == [True, None, None]


def test_a_signed_form_is_intact_and_unchanged(signed: bytes) -> None:
    assert levels(signed) == [ModificationLevel.NONE]


def test_a_field_filled_in_after_a_signature_is_form_filling_and_nothing_else(signed: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    nodes = [node.get_object() for node in writer.root["/AcroForm"]["/Fields"]]
    field = next(node for node in nodes if node["/T"] == "project_number")
    field[NameObject("/V")] = TextStringObject("2026-0147")
    writer.update_container(field)
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # pyHanko leaves this one without types
    assert levels(out.getvalue()) == [ModificationLevel.FORM_FILLING]


def test_the_second_and_third_signature_leave_the_first_whole(signed: bytes) -> None:
    twice = signers.sign(signed, signers.researcher(), FIELDS[1])
    thrice = signers.sign(twice, signers.officer(), FIELDS[2])
    assert levels(thrice) == [ModificationLevel.FORM_FILLING, ModificationLevel.FORM_FILLING, ModificationLevel.NONE]
