"""Adds a signature to the end of a file with pyHanko; every byte that was there stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import IO, Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from forms.refusals import refusal


def add_signature(
    pdf: IO[bytes],
    pkcs12: bytes,
    passphrase: bytes | None,
    *,
    name: Callable[[bytes], str],
    at: datetime | None,
    reason: str,
) -> None:
    """Write one more signature to the end of an open file, in a field that nobody sees; see `seal.seal`.

    Args:
        pdf: The file, open for reading and writing; however large it is, only parts of it are held in memory.
        pkcs12: Key and certificate.
        passphrase: That of the key; None where it has none.
        name: What names the field, by the certificate.
        at: The time of signing.
        reason: What for.
    """
    signer = SimpleSigner.load_pkcs12_data(pkcs12, [], passphrase)
    try:
        writer = IncrementalPdfFileWriter(pdf, strict=False)
        taken = set(_names(writer))
        meta = PdfSignatureMetadata(
            field_name=_free(name(signer.signing_cert.dump()), taken),
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            reason=reason or None,
        )
        _Dated(meta, signer, at).sign_pdf(writer, in_place=True)
    except (PdfError, KeyError, TypeError, AttributeError, ValueError):  # the library raises all of these on bad files
        raise refusal("damaged") from None


class _Dated(PdfSigner):
    """Signs with the time that it is given, where it is given one."""

    def __init__(self, meta: Any, signer: Any, at: datetime | None) -> None:
        super().__init__(meta, signer)
        self._at = at

    def init_signing_session(self, *arguments: Any, **options: Any) -> Any:
        """The library's session, at our time."""
        session = super().init_signing_session(*arguments, **options)
        session.system_time = self._at or session.system_time
        return session


def _names(writer: Any) -> Iterator[str]:
    """The names at the top of the form, where a seal has its field: to read all of them takes ten times as long."""
    if "/AcroForm" in writer.root and "/Fields" in writer.root["/AcroForm"]:
        for field in writer.root["/AcroForm"]["/Fields"]:
            yield str(field.get_object().get("/T", ""))


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where the file bears such a seal already."""
    number = 2
    free = name
    while free in taken:
        free = f"{name}_{number}"
        number += 1
    return free
