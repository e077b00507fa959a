"""Whether everything that the service needs is here, thing by thing, in words."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from webapp.config import Config, SettingError

if TYPE_CHECKING:
    from webapp.checking.checked import FormReader

State = Literal["well", "could be better", "to mend"]

PAGES_NEED = (
    "flask", "flask_wtf", "waitress", "sqlalchemy", "alembic", "argon2", "pyotp", "segno", "authlib", "requests",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was looked at."""

    name: str
    state: State
    says: str
    remedy: str = ""


def examine(config: Config, read: FormReader | None = None) -> Iterator[Examined]:
    """Look at one thing after the other; a service that runs gives the reader that it has, since it starts no other."""
    yield from _reading(read)
    yield _typefaces()
    yield _rare_scripts()
    yield _home(config)
    yield _pages()
    yield from _maps(config)
    yield _word_processor()
    yield _letters_in_pictures()
    yield from _virus_scanner()
    yield from _sign_in(config)


def _reading(running: FormReader | None) -> Iterator[Examined]:
    from forms.fields import UnreadableFormError
    from forms.fill import blank
    from forms.reader import Reader

    name = "Reading forms"
    try:
        with nullcontext(running) if running else Reader() as read:
            fields = len(read(blank()).fields)
            isolation = read.isolation
    except (UnreadableFormError, OSError):
        yield Examined(name, "to mend", "The process that reads files does not start.", "Install datarequest again.")
        return
    yield Examined(name, "well", f"The blank form is read: {fields} fields.")
    shut_in = isolation.memory and isolation.files and isolation.network
    yield Examined(
        "Isolation of the reading",
        "well" if shut_in else "could be better",
        str(isolation),
        "" if shut_in else "Allow user namespaces without privileges, or run the service in a container of its own.",
    )


def _typefaces() -> Examined:
    from typefaces.faces import FACES

    absent = [face.file for face in FACES if not face.path.is_file()]
    if absent:
        return Examined("Typefaces", "to mend", f"Missing: {', '.join(absent)}.", "Install datarequest again.")
    scripts = dict.fromkeys(script for face in FACES for script in face.scripts)
    return Examined("Typefaces", "well", f"{', '.join(scripts)}.")


def _rare_scripts() -> Examined:
    from typefaces.faces import OPTIONAL_FACES, faces

    name = "Chinese, Japanese and Korean names"
    if set(OPTIONAL_FACES) <= set(faces()):
        return Examined(name, "well", "Their typeface is here.")
    return Examined(name, "could be better", "They can be read, but not written.", "Install datarequest[cjk].")


def _home(config: Config) -> Examined:
    name = "Home of the service"
    home = config.home.absolute()
    nearest = next(folder for folder in (home, *home.parents) if folder.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        remedy = "Let DATAREQUEST_HOME name a folder that may be written to."
        return Examined(name, "to mend", f"{home} can't be used.", remedy)
    key = home / "secret.key"
    if key.exists() and stat.S_IMODE(key.stat().st_mode) & 0o077:
        return Examined(name, "to mend", "Others on this machine can read its secret.", f"Run: chmod 600 {key}")
    return Examined(name, "well", str(home) if home.exists() else f"{home}; made on the first start.")


def _pages() -> Examined:
    absent = [name for name in PAGES_NEED if find_spec(name) is None]
    if absent:
        says = f"The pages can't be served without {', '.join(absent)}; the command line works."
        return Examined("Pages", "could be better", says, "Install datarequest[service].")
    return Examined("Pages", "well", "What serves them is here.")


def _maps(config: Config) -> Iterator[Examined]:
    """Only where somebody has put maps into the home."""
    from forms.editions.edition_map import MapError
    from webapp.editions import FOLDER, maps_in

    name = "Forms of somebody else"
    try:
        known = maps_in(config.home)
    except MapError as wrong:
        yield Examined(name, "to mend", wrong.message, f"Mend the map in the folder “{FOLDER}” of the home.")
        return
    if known:
        yield Examined(name, "well", f"Known by their maps: {'; '.join(one.title for one in known)}.")


def _word_processor() -> Examined:
    from templates.office import find

    if find():
        return Examined("Letters edited in Word", "well", "LibreOffice is here and turns them into PDF.")
    says = "They can't be turned into PDF here; every other letter can."
    return Examined("Letters edited in Word", "could be better", says, "Install LibreOffice.")


def _letters_in_pictures() -> Examined:
    from forms.scanned.tesseract import find

    name = "Scanned forms and documents"
    found = find()
    if found:
        data = [*found.languages, found.script] if found.script else found.languages
        return Examined(name, "well", f"Tesseract is here, with {', '.join(data)}.")
    says = (
        "They can't be read here. Every other form can; documents whose pages are pictures are kept, and compared with "
        "the form by people alone."
    )
    return Examined(name, "could be better", says, "Install Tesseract with its English data (tesseract-ocr-eng).")


def _virus_scanner() -> Iterator[Examined]:
    """Only where the pages are served: the command line takes no documents."""
    if find_spec("sqlalchemy") is None:
        return
    from webapp.attaching.scanning import Scanner

    name = "Virus scanner"
    try:
        scanner = Scanner.of(os.environ)
    except SettingError as wrong:
        yield Examined(name, "to mend", str(wrong), "Correct the setting, or leave it out.")
        return
    if scanner is None:
        says = "There is none: documents that people attach are marked as not scanned."
        yield Examined(name, "could be better", says, "Run clamd, and let DATAREQUEST_CLAMD name its socket.")
    elif not scanner.answers():
        says = "It does not answer: documents wait, and no application that has any can be submitted."
        yield Examined(name, "to mend", says, "Start clamd, and look at DATAREQUEST_CLAMD.")
    else:
        yield Examined(name, "well", "It answers.")


def _sign_in(config: Config) -> Iterator[Examined]:
    """Only where the pages are served."""
    if find_spec("authlib") is None:
        return
    from webapp.staff.provider import Provider

    name = "Sign-in of those who work here"
    try:
        provider = Provider.of(os.environ)
    except SettingError as wrong:
        yield Examined(name, "to mend", str(wrong), "Correct the setting, or leave it out.")
        return
    if config.demo and not provider:
        says = "This is a demonstration: invented people sign in with a click, until something real is set."
        yield Examined(name, "could be better", says, "Leave DATAREQUEST_DEMO out before anybody real works here.")
    elif provider:
        yield Examined(name, "well", f"Through {provider.issuer}, or with a password and an authenticator.")
    else:
        yield Examined(name, "well", "With a password and an authenticator.")
