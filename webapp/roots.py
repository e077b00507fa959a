"""The certificates that whoever runs the service trusts: files in a folder."""

from __future__ import annotations

from pathlib import Path

from forms.signing.certificates import CertificateError, as_pem

FOLDER = "roots"
_ENDINGS = frozenset({".pem", ".crt", ".cer", ".der"})


def roots_in(folder: Path) -> list[bytes]:
    """The certificates in a folder; none where there is no such folder.

    Raises:
        CertificateError: One of the files is no certificate, or may not be opened.
    """
    roots: list[str] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix.casefold() in _ENDINGS and path.is_file():
            try:
                roots.extend(as_pem([path.read_bytes()]))
            except CertificateError as wrong:
                raise CertificateError(f"{path}: {wrong}") from None
            except OSError:
                raise CertificateError(f"{path} may not be opened. Look who may read it.") from None
    return [root.encode() for root in roots]
