"""What is policy and not law in the procedure: settings of an installation, called policy wherever they show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from procedure.business_days import CLOSURES, JUDICIAL, STATE_OFFICES, Calendar, Closure


@dataclass(frozen=True, slots=True)
class Policy:
    """The settings that clocks and appeals rest on."""

    address: str = "datarequests@doj.ca.gov"
    """Where appeals and requests for a letter of support go; 964(h)(1), 966(h) and 966(i)(1) name it."""
    cut_off: Mapping[str, time] = field(default_factory=dict)
    """By section, the hour after which a filing counts for the next day; without one a day ends at midnight.
    "Filed" in 966(i)(1) is defined in section 961, which was not at hand."""
    closures: tuple[Closure, ...] = CLOSURES

    @property
    def calendars(self) -> tuple[Calendar, Calendar]:
        """The calendar of State offices and the judicial one, with the closures that were added."""
        return STATE_OFFICES.also_closed(self.closures), JUDICIAL.also_closed(self.closures)


POLICY = Policy()
