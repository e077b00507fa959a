"""`datarequest doctor`: whether everything that the service needs is here."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict

from webapp.config import Config, SettingError
from webapp.examination import Examined, examine

EXAMPLE = "datarequest doctor --json"

WIDTH = 38


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument("--json", action="store_true", help="a list of objects instead of lines to read")


def run(chosen: argparse.Namespace) -> int:
    """Look at everything; 1 when something is to be mended."""
    try:
        examined = list(examine(Config.of(os.environ)))
    except SettingError as wrong:
        examined = [Examined("Settings", "to mend", str(wrong))]
    if chosen.json:
        json.dump([asdict(one) for one in examined], sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.writelines(_lines(examined))
    return int(any(one.state == "to mend" for one in examined))


def _lines(examined: list[Examined]) -> list[str]:
    lines = []
    for one in examined:
        lines.append(f"{one.name:<{WIDTH}}{one.state}\n    {one.says}\n")
        if one.remedy:
            lines.append(f"    → {one.remedy}\n")
    return lines
