"""The command `datarequest`: finds the command that is asked for and imports only that one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

COMMANDS = {
    "form": "write the blank form, or the form filled with answers",
    "read": "say what a filled PDF form holds, field by field",
    "check": "hold applications against 11 CCR 964 and 966, clause by clause",
    "clauses": "list every clause, and where the software states it or to whom it is left",
    "letter": "write a letter from an application, in Word, PDF or HTML",
    "deadline": "count a period of 964 or 966, and explain how it was counted",
    "case": "say the state of a case, what is due, and who may do what",
    "signature": "say who signed a PDF, whether it is intact, was changed since, and who confirms the signer",
    "verify": "say whether a file that this service sealed is intact, changed or unknown",
    "doctor": "say whether everything that the service needs is here",
    "serve": "start the pages on this machine",
    "audit": "say whether everything that is kept is as it was written down",
    "backup": "write everything that is kept to a folder or a ZIP file, while the service runs",
    "restore": "put a backup back where nothing is kept yet",
    "migrate": "bring what is kept to the edition of this version",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code (0: well, 1: something was found, 2: it could not be done)."""
    words = list(sys.argv[1:] if argv is None else argv)
    chosen = next((word for word in words if not word.startswith("-")), None)
    parser = argparse.ArgumentParser(prog="datarequest", description=__doc__, formatter_class=_Formatter)
    parser.add_argument("--version", action="version", version=f"datarequest {_version()}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=summary, description=summary, formatter_class=_Formatter)
        if name == chosen:
            module = import_module(f"webapp.commands.{name}")
            subparser.epilog = f"example:\n  {module.EXAMPLE}"
            module.arguments(subparser)
            subparser.set_defaults(run=module.run)
    arguments = parser.parse_args(words)
    try:
        return int(arguments.run(arguments))
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is left to say, and nobody to say it to.
        sys.stderr.close()
        return 0


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of an example as they are written."""


def _version() -> str:
    try:
        return version("datarequest")
    except PackageNotFoundError:
        return "(run from a checkout)"


if __name__ == "__main__":
    raise SystemExit(main())
