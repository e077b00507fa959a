"""The command `datarequest`: finds the command that is asked for and imports only that one."""

from __future__ import annotations

import argparse
import errno
import os
import select
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from io import TextIOWrapper
from pathlib import Path

COMMANDS = {
    "form": "write the blank form, or the form filled with answers",
    "read": "say what a filled PDF form holds, field by field",
    "check": "hold applications against 11 CCR 964 and 966, clause by clause",
    "map": "draft the table that lets a form of somebody else be read",
    "clauses": "list every clause, and where the software states it or to whom it is left",
    "letter": "write a letter from an application, in Word, PDF or HTML",
    "deadline": "count a period of 964 or 966, and explain how it was counted",
    "case": "say the state of a case, what is due, and who may do what",
    "signature": "say who signed a PDF, whether it is intact, was changed since, and who confirms the signer",
    "record": "write the one sealed file with all that was submitted",
    "verify": "say whether a file that this service sealed is intact, changed or unknown",
    "doctor": "say whether everything that the service needs is here",
    "serve": "start the pages on this machine",
    "administrator": "print a link that makes an administrator",
    "audit": "say whether everything that is kept is as it was written down",
    "backup": "write everything that is kept to a folder or a ZIP file, while the service runs",
    "restore": "put a backup back where nothing is kept yet",
    "migrate": "bring what is kept to the edition of this version",
}

WELL, IMPOSSIBLE, STOPPED = 0, 2, 130
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code (0 well, 1 something was found, 2 it could not be done, 130 stopped)."""
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
    _open_streams()
    return _run(parser.parse_args(words))


def _run(arguments: argparse.Namespace) -> int:
    """Run what was chosen, and flush what it said."""
    try:
        code = int(arguments.run(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        if not _nobody_listens():
            raise
        # The reader of our output has gone (`| head`): nothing is left to say, and nobody to say it to.
        sys.stderr.close()
        return WELL
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
        return STOPPED
    except OSError as failed:
        if failed.errno not in NO_ROOM:
            raise
        sys.stderr.write("There is no room for the output. Make room where it goes, or write it elsewhere.\n")
        # What is still to be flushed would fail once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return IMPOSSIBLE
    return code


def _nobody_listens() -> bool:
    """Whether it is our own output that broke, and not a pipe to a process of ours."""
    outputs = select.poll()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # a stream that is no file
            outputs.register(stream.fileno(), 0)
    return any(state & (select.POLLERR | select.POLLHUP) for _, state in outputs.poll(0))


def _open_streams() -> None:
    """Write UTF-8 whatever the terminal says, and nothing where a stream is closed: no answer is lost to a letter."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 (open to the end)
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of an example as they are written."""


def _version() -> str:
    try:
        return version("datarequest")
    except PackageNotFoundError:
        return "(run from a checkout)"


if __name__ == "__main__":
    raise SystemExit(main())
