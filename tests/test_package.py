from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.applications import RIGHT
from webapp import cli

CHECKOUT = Path(__file__).parents[1]
ROOMS = ("forms", "procedure", "templates", "typefaces", "validator", "webapp")
NOT_SHIPPED = ("*.pyc", "__pycache__", ".*", "var", "build", "dist", "*.egg-info", "tests", "node_modules")
WEB_LIBRARIES = ("flask", "werkzeug", "jinja2", "flask_wtf", "waitress", "sqlalchemy")
COMMANDS = tuple(command for command in cli.COMMANDS if command != "serve")
"""What works without the service's libraries."""


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment that the wheel was installed in, and a folder elsewhere that its commands are run from."""

    environment: Path
    elsewhere: Path

    def datarequest(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self._run([str(self.environment / "bin" / "datarequest"), *words])

    def python(self, program: str) -> subprocess.CompletedProcess[str]:
        return self._run([str(self.environment / "bin" / "python"), "-c", program])

    def _run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        keeps_us_out = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.run(
            command, cwd=self.elsewhere, env=keeps_us_out, capture_output=True, text=True, encoding="utf-8", timeout=120
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without the network from a copy of the checkout."""
    copy = tmp_path_factory.mktemp("source") / "datarequest"
    shutil.copytree(CHECKOUT, copy, ignore=shutil.ignore_patterns(*NOT_SHIPPED))
    out = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, copy],
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return next(out.glob("datarequest-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel alone in an environment of its own, which borrows the libraries of the one that runs the tests."""
    environment = _empty_environment(tmp_path_factory)
    _pip(environment, "install", "--no-deps", "--no-index", str(wheel))
    borrowed = _site_packages(environment) / "borrowed.pth"
    borrowed.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return Installed(environment, tmp_path_factory.mktemp("elsewhere"))


def _empty_environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, with_pip=False, symlinks=True)
    return environment


def _site_packages(environment: Path) -> Path:
    return next(environment.glob("lib/python*/site-packages"))


def _pip(environment: Path, *words: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--python", str(environment / "bin" / "python"), *words]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_file_of_the_rooms_is_in_the_wheel(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == {str(path.relative_to(CHECKOUT)) for room in ROOMS for path in _files(CHECKOUT / room)}


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]


def test_the_wheel_carries_its_licence_and_may_not_be_uploaded(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = next(archive.read(name).decode() for name in names if name.endswith(".dist-info/METADATA"))
    assert {name.rpartition("/")[2] for name in names if "/licenses/" in name} >= {"LICENSE", "NOTICE"}
    assert "Classifier: Private :: Do Not Upload" in metadata
    assert "License-Expression: Apache-2.0" in metadata


@pytest.mark.parametrize("room", ROOMS)
def test_no_dependency_owns_the_name_of_a_room(room: str) -> None:
    assert set(packages_distributions().get(room, ())) <= {"datarequest"}


def test_the_commands_are_listed(installed: Installed) -> None:
    told = installed.datarequest("--help")
    assert told.returncode == 0, told.stderr
    assert all(command in told.stdout for command in (*COMMANDS, "serve"))


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself_with_an_example(installed: Installed, command: str) -> None:
    told = installed.datarequest(command, "--help")
    assert told.returncode == 0, told.stderr
    assert f"datarequest {command}" in told.stdout.partition("example:")[2]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_of_the_bare_distribution_imports_the_web_framework(installed: Installed, command: str) -> None:
    told = installed.python(
        "import json, sys, webapp.cli\n"
        f"try: webapp.cli.main([{command!r}, '--help'])\n"
        "except SystemExit: pass\n"
        "json.dump(sorted(sys.modules), sys.stderr)"
    )
    assert not set(WEB_LIBRARIES) & set(json.loads(told.stderr))


def test_the_clauses_are_in_the_wheel(installed: Installed) -> None:
    told = installed.datarequest("clauses", "--json")
    assert told.returncode == 0, told.stderr
    clauses = {row["clause"] for row in json.loads(told.stdout)}
    assert {"964(a)", "966(b)(12)(D)(iii)", "966(j)"} <= clauses


def test_answers_become_a_form_that_is_read_and_checked(installed: Installed) -> None:
    _take_the_journey(installed)


@pytest.mark.slow
def test_the_requirement_files_hold_all_that_is_needed_and_flask_only_for_the_service(
    wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    environment = _empty_environment(tmp_path_factory)
    _pip(environment, "install", "--require-hashes", "-r", str(CHECKOUT / "requirements" / "run.txt"))
    _pip(environment, "install", "--no-deps", "--no-index", str(wheel))
    _pip(environment, "uninstall", "--yes", "flask", "flask-wtf", "waitress")
    _pip(environment, "check")
    alone = Installed(environment, tmp_path_factory.mktemp("elsewhere"))
    assert alone.python("import flask").returncode == 1
    _take_the_journey(alone)


def _take_the_journey(installed: Installed) -> None:
    """Answers in JSON are checked, filled into a form, read from it, and checked again."""
    answers = installed.elsewhere / "answers.json"
    answers.write_text(json.dumps(_signed_by_name(RIGHT)), encoding="utf-8")
    first = _checked(installed, "answers.json")

    made = installed.datarequest("form", "--data", "answers.json", "-o", "application.pdf")
    assert made.returncode == 0, made.stderr
    read = installed.datarequest("read", "application.pdf", "--json")
    assert read.returncode == 0, read.stderr
    fields = json.loads(read.stdout)["fields"]
    assert fields["bona_fide_researcher.name"]["value"] == RIGHT["bona_fide_researcher"]["name"]

    second = _checked(installed, "application.pdf")
    assert second["application"] == first["application"]
    assert second["findings"] == first["findings"]


def _signed_by_name(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with typed signatures: a digital one cannot be written into a new file."""
    typed = {"application_signature": "name", "restrictions_signature": "name", "security_certification": "signature"}
    signed = deepcopy(dict(answers))
    for group, name in typed.items():
        del signed[group]["digital"]
        signed[group][name] = signed["bona_fide_researcher"]["name"]
    return signed


def _checked(installed: Installed, file: str) -> dict[str, Any]:
    told = installed.datarequest("check", file, "--on", "2026-11-25", "--format", "json")
    assert told.returncode == 0, told.stdout + told.stderr
    found: dict[str, Any] = json.loads(told.stdout)
    return found
