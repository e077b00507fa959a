"""`datarequest signature`: who signed a PDF; whether it is intact, was changed since, and who confirms the signer."""

from __future__ import annotations

import argparse
import json
import os
import sys
import textwrap
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

from forms.fields import UnreadableFormError
from forms.reader import Reader
from forms.signing.certificates import CertificateError
from forms.signing.signature import Changes, Identity, Integrity, Signature, Standing
from forms.signing.signature_words import CHANGES, IDENTITY, INTEGRITY, STANDING, when, who
from webapp import clock
from webapp.checking.report import refusal_as_json, refusal_as_text
from webapp.config import Config
from webapp.roots import FOLDER, roots_in
from webapp.unpacking.intake import bytes_of

EXAMPLE = "datarequest signature application.pdf --roots trusted"

WELL, FOUND, UNREADABLE = 0, 1, 2
WIDTH = 100

_HOLDS = frozenset({Standing.GOOD, Standing.FILLED})
_NONE = "This file holds no digital signature. A typed name or a picture of a signature is none: it proves nothing."


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument("file", type=Path, metavar="FILE.pdf", help="a signed PDF; it is only read")
    parser.add_argument(
        "--roots",
        type=Path,
        metavar="DIR",
        help="the certificates that you trust, as .pem, .crt, .cer or .der (default: the folder roots of the service)",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of text")


def run(chosen: argparse.Namespace) -> int:
    """Read the signatures; 0 all of them hold, 1 one does not or there is none, 2 the file or a root cannot be read."""
    try:
        roots = _roots(chosen.roots)
        pdf = bytes_of(chosen.file)
        # A certificate that ends today is not relied on any more: the day is the unit of everything here.
        at = datetime.combine(clock.today(), time.max, clock.PACIFIC)
        with Reader() as read:
            signatures = read.signatures(pdf, roots, at=at)
    except CertificateError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return UNREADABLE
    except UnreadableFormError as unreadable:
        _refuse(str(chosen.file), unreadable, as_json=chosen.json)
        return UNREADABLE
    write = _json if chosen.json else _text
    sys.stdout.write(write(str(chosen.file), signatures, len(roots)))
    return WELL if signatures and all(signature.standing in _HOLDS for signature in signatures) else FOUND


def _roots(named: Path | None) -> list[bytes]:
    """The trusted certificates; of a folder that nobody named it is no matter if it is absent."""
    folder = named or Config.of(os.environ).home / FOLDER
    if named and not folder.is_dir():
        raise CertificateError(f"{folder} is no folder. Name the folder that holds the certificates you trust.")
    return roots_in(folder)


def _refuse(source: str, unreadable: UnreadableFormError, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(refusal_as_json(source, unreadable), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stderr.write(refusal_as_text(source, unreadable))


def _json(source: str, signatures: Sequence[Signature], roots: int) -> str:
    whole = {"source": source, "roots": roots, "signatures": [_object(signature) for signature in signatures]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _object(signature: Signature) -> dict[str, Any]:
    signer = signature.signer
    return {
        "field": signature.field,
        "standing": signature.standing,
        "intact": _known(signature.integrity is Integrity.INTACT, signature.integrity is Integrity.UNREADABLE),
        "changed": _known(
            signature.changes not in {Changes.NONE, Changes.SIGNED_AGAIN},
            signature.changes in {Changes.UNKNOWN, Changes.PARTIAL},
        ),
        "trusted": _known(signature.identity is Identity.TRUSTED, signature.identity is Identity.UNKNOWN),
        "integrity": signature.integrity,
        "changes": signature.changes,
        "identity": signature.identity,
        "details": list(signature.details),
        "signer": {name: getattr(signer, name) for name in ("name", "organisation", "email", "issuer", "fingerprint")},
        "claimed_at": signature.claimed_at and signature.claimed_at.isoformat(),
        "stamped_at": signature.stamped_at and signature.stamped_at.isoformat(),
        "reason": signature.reason,
        "timestamp": signature.is_timestamp,
    }


def _known(holds: bool, unknown: bool) -> bool | None:
    """The fact as yes, no, or not known."""
    return None if unknown else holds


def _text(source: str, signatures: Sequence[Signature], roots: int) -> str:
    return "\n".join(line for part in _parts(source, signatures, roots) for line in part) + "\n"


def _parts(source: str, signatures: Sequence[Signature], roots: int) -> Iterator[list[str]]:
    yield [source]
    if not signatures:
        yield _wrapped(_NONE)
    if signatures and not roots:
        yield _wrapped("No trusted roots are given, so no signer can be confirmed. Name them with --roots DIR.")
    for signature in signatures:
        yield ["", f"{signature.field or 'a field without a name'}: {signature.standing}"]
        yield _wrapped(STANDING[signature.standing])
        yield _row("Signed by", who(signature))
        yield _row("When", when(signature))
        if signature.reason:
            yield _row("Reason given", signature.reason)
        yield _row("Intact", INTEGRITY[signature.integrity])
        yield _row("Changed afterwards", CHANGES[signature.changes])
        for detail in signature.details:
            yield textwrap.wrap(detail, WIDTH, initial_indent="  - ", subsequent_indent="    ")
        yield _row("Signer confirmed", IDENTITY[signature.identity])


def _row(label: str, text: str) -> list[str]:
    return textwrap.wrap(f"{label}: {text}", WIDTH, initial_indent="  ", subsequent_indent="    ")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ")
