"""`datarequest verify`: whether a file bears the seal of this service, and is as it was sealed."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from forms.fields import UnreadableFormError
from forms.reader import Reader
from forms.seal import Seal, check_seal
from forms.signing.certificates import CertificateError
from webapp.checking.report import refusal_as_text
from webapp.config import Config
from webapp.sealing.seal_key import seal_certificates
from webapp.unpacking.intake import bytes_of

EXAMPLE = "datarequest verify record.pdf"

WELL, FOUND, UNREADABLE = 0, 1, 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a file that the service sealed")
    parser.add_argument(
        "--certificate",
        type=Path,
        metavar="FILE.crt",
        help="the certificate of the seal (default: those of the keys that this service ever had)",
    )


def run(chosen: argparse.Namespace) -> int:
    """Say intact (0), changed or unknown (1), and what it is where that is known; 2: there is nothing to look at."""
    try:
        pdf = bytes_of(chosen.file)
        config = Config.of(os.environ)
        named = [bytes_of(chosen.certificate)] if chosen.certificate else []
        with Reader() as read:
            found = check_seal(pdf, named or seal_certificates(config.home), read=read.signatures)
    except UnreadableFormError as unreadable:
        sys.stderr.write(refusal_as_text(str(chosen.file), unreadable))
        return UNREADABLE
    except CertificateError as wrong:
        sys.stderr.write(f"{chosen.certificate}: {wrong}\n")
        return UNREADABLE
    sys.stdout.write(f"{found}\n{'' if named else _known(pdf, config)}")
    return WELL if found is Seal.INTACT else FOUND


def _known(pdf: bytes, config: Config) -> str:
    """What the file is, and when it was sealed, as far as that is written down on this installation."""
    try:
        from webapp.sealing.known import known
    except ModuleNotFoundError:  # an installation that only checks keeps nothing
        return ""
    return known(pdf, config)
