"""Setting a seal and looking at one, against pyHanko used as its manual shows; and the record of a submission."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from bench.figures import Figure, measured
from bench.memory import peak_megabytes
from bench.papers import filled
from bench.rounds import clocked, medians
from forms.limits import APPLICATION_SIZE, ATTACHMENT_SIZE
from forms.seal import Seal, SealKey, check_seal, seal
from forms.signing.signatures import signatures_of

AT = datetime(2026, 11, 16, 12, tzinfo=UTC)
REPEATS = 2
_BEGINNING = b"%PDF-1.7\n"


def figures() -> list[Figure]:
    """What our own looking costs beyond the library's; and what the largest record takes."""
    with tempfile.TemporaryDirectory() as folder:
        return [*_against_the_library(Path(folder, "key")), *_records(Path(folder, "home"))]


def _against_the_library(home: Path) -> list[Figure]:
    from webapp.sealing.seal_key import seal_certificates, seal_key

    key = seal_key(home)
    (certificate,) = seal_certificates(home)
    form = filled()
    sealed = seal(form, key, at=AT)
    twice = seal(sealed, key, at=AT)
    assert check_seal(sealed, [certificate]) is Seal.INTACT
    clocks = {
        "seal": clocked(partial(seal, form, key, at=AT), repeats=REPEATS),
        "stock seal": clocked(partial(_stock_seal, form, key), repeats=REPEATS),
        "look": clocked(partial(check_seal, sealed, [certificate]), repeats=REPEATS),
        "stock look": clocked(partial(_stock_look, sealed, certificate), repeats=REPEATS),
        "two": clocked(partial(signatures_of, twice, [certificate], at=AT), repeats=REPEATS),
        "stock two": clocked(partial(_stock_look, twice, certificate), repeats=REPEATS),
    }
    seconds = medians(clocks)
    return [
        measured("seal_vs_pyhanko", seconds["seal"] / seconds["stock seal"], "ratio", 1.25),
        measured("seal_ms", seconds["seal"] * 1000, "ms"),
        measured("verify_vs_pyhanko", seconds["look"] / seconds["stock look"], "ratio", 1.5),
        measured("verify_ms", seconds["look"] * 1000, "ms"),
        measured("two_signatures_vs_pyhanko", seconds["two"] / seconds["stock two"], "ratio", 1.5),
    ]


def _stock_seal(pdf: bytes, key: SealKey) -> bytes:
    """A signature as pyHanko's manual sets one."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    signer = signers.SimpleSigner.load_pkcs12_data(key.pkcs12, [], key.passphrase)
    meta = signers.PdfSignatureMetadata(field_name="Signature1")
    return bytes(signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, signer).getvalue())


def _stock_look(pdf: bytes, certificate: bytes) -> list[Any]:
    """Every signature as pyHanko's manual validates it: with the changes after it, offline."""
    from pyhanko.keys import load_certs_from_pemder_data
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    roots = list(load_certs_from_pemder_data(certificate))
    file = PdfFileReader(io.BytesIO(pdf))
    found = [
        validate_pdf_signature(embedded, ValidationContext(trust_roots=roots, moment=AT, allow_fetching=False))
        for embedded in file.embedded_signatures
    ]
    assert all(one.intact and one.valid for one in found)
    return found


def _records(home: Path) -> list[Figure]:
    """The record of a submission without documents, and of one with as much as there may be, each in its process."""
    small, large = _submitted(home, 0), _submitted(home, APPLICATION_SIZE.most // ATTACHMENT_SIZE.most)
    seconds, _ = _made(home, small)
    most_seconds, peak = _made(home, large)
    return [
        measured("record_seconds", seconds, "s"),
        measured("record_100_mb_seconds", most_seconds, "s"),
        measured("record_100_mb_peak_mb", peak, "MB", 500),
    ]


def _made(home: Path, number: str) -> tuple[float, float]:
    """Wall time and memory of `datarequest record`."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "webapp.cli", "record", number, "-o", str(home / f"{number}.pdf")],
        env={**os.environ, "DATAREQUEST_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )
    peak = peak_megabytes(process)
    assert process.returncode == 0
    return time.perf_counter() - begun, peak


def _submitted(home: Path, documents: int) -> str:
    """An application with documents that nothing makes smaller; its number."""
    from webapp.samples import SAMPLES
    from webapp.storage import attachments, drafts, receiving
    from webapp.storage.migrating import migrate
    from webapp.storage.store import open_store

    store = open_store(home)
    migrate(store)
    with store.writing() as tx:
        draft = drafts.begin(tx, owner=_BY, answers=SAMPLES["complete"].application(), by=_BY, at=AT)
        for number in range(documents):
            content = _BEGINNING + os.urandom(ATTACHMENT_SIZE.most - len(_BEGINNING))
            document = attachments.Document("research_materials", f"{number}.pdf", "application/pdf")
            attachments.add(tx, document, store.files.put(content), draft=draft.id, by=_BY, at=AT)
        judged = receiving.Judged("bench", [])
        done = receiving.submit(tx, draft.id, _event(), version=1, judged=judged, by=_BY, at=AT)
    store.close()
    return done.application


_BY = "person@example.edu"


def _event() -> Any:
    from procedure.events import Event, Role

    facts = {"bona_fide_researcher": "R. S.", "research_institution": "E.", "data_levels": ["identified"]}
    return Event(0, "submit", Role.BONA_FIDE_RESEARCHER, AT.date(), {**facts, "open_errors": []}, name="R. S.")
