"""What whoever runs the service may set about signatures: which methods, and how long people have. Policy, not law."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from flask import current_app
from flask.blueprints import BlueprintSetupState

from webapp.config import SettingError
from webapp.signatures.slots import OF, SLOTS, Method, Slot

METHODS, DAYS, REMINDERS = "DATAREQUEST_SIGNING_METHODS", "DATAREQUEST_ASKED_DAYS", "DATAREQUEST_REMINDER_DAYS"
EXTENSION = "signing"


@dataclass(frozen=True, slots=True)
class Settings:
    """How signatures are given here, and how long who is asked has."""

    methods: Mapping[str, tuple[Method, ...]] = field(default_factory=dict)
    """Of the slots that accept fewer than they could."""
    lasts: timedelta = timedelta(days=30)
    reminders: tuple[timedelta, ...] = (timedelta(days=7), timedelta(days=14), timedelta(days=21))
    """After the asking; none: nobody is reminded."""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Settings:
        """The settings of an environment; SettingError names one that is wrong.

        DATAREQUEST_SIGNING_METHODS is written as `security_certification=typed,digital; affiliation_letter=digital`.
        """
        default = cls()
        days, reminders = environment.get(DAYS), environment.get(REMINDERS)
        return cls(
            dict(_methods(part) for part in environment.get(METHODS, "").split(";") if part.strip()),
            _day(DAYS, days) if days else default.lasts,
            default.reminders if reminders is None else tuple(sorted(_days(REMINDERS, reminders))),
        )

    def accepted(self, slot: Slot) -> tuple[Method, ...]:
        """The methods that a slot accepts here."""
        return self.methods.get(slot.name, slot.methods)


def set_up(state: BlueprintSetupState) -> None:
    """Read the settings once."""
    state.app.extensions.setdefault(EXTENSION, Settings.of(os.environ))


def signing_settings() -> Settings:
    """The settings of this service."""
    settings: Settings = current_app.extensions[EXTENSION]
    return settings


def _methods(part: str) -> tuple[str, tuple[Method, ...]]:
    name, _, listed = (piece.strip() for piece in part.partition("="))
    slot = OF.get(name)
    chosen = tuple(one.strip() for one in listed.split(",") if one.strip())
    if slot is None or not chosen or not set(chosen) <= set(slot.methods):
        known = "; ".join(f"{one.name}={','.join(one.methods)}" for one in SLOTS)
        raise SettingError(f"{METHODS} has “{part.strip()}”. What can be chosen: {known}.")
    return name, tuple(method for method in slot.methods if method in chosen)


def _days(setting: str, text: str) -> list[timedelta]:
    return [_day(setting, part.strip()) for part in text.split(",") if part.strip()]


def _day(setting: str, text: str) -> timedelta:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) <= 365):
        raise SettingError(f"{setting} has “{text}”. Write whole days, from 1 to 365.")
    return timedelta(days=int(text))
