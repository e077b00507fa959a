"""That a browser looks at every page: each address that is opened is in the map, and each of the map is opened."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, Response, request, request_finished

FILES = {
    "static", "public.blank_form", "checking.sample_form", "documents.as_it_came", "packages.form_pdf",
    "packages.answers", "packages.package", "packages.submitted_form", "packages.submitted_package", "recording.record",
    "signers.letter", "researcher.letter", "confirming.unsigned", "official.letter", "officials.example",
    "officials.file", "calendars.feed", "corresponding.sent", "papers.form_as_it_came", "papers.record", "papers.file",
    "wording.taken", "health.alive", "health.ready",
}  # fmt: skip
"""What answers with a file, or with a word for a machine."""
LEADING_ON = {"checking.begin", "letters.begin", "submissions.of_draft", "agency.begin", "agency.back"}
"""What only leads on to another page."""
ELSEWHERE = {"sign_in.code", "joining.first"}
"""Pages of who has a password, looked at in tests/webapp/staff/test_in_a_browser.py."""


@contextmanager
def pages_opened(app: Flask) -> Iterator[set[str]]:
    """The endpoints whose page somebody got, while the block lasts."""
    opened: set[str] = set()

    def note(_: Flask, response: Response, **__: Any) -> None:
        if response.status_code == 200 and response.mimetype == "text/html" and request.method == "GET":
            opened.add(str(request.endpoint))

    with request_finished.connected_to(note, app):
        yield opened


def not_looked_at(app: Flask, opened: Collection[str]) -> set[str]:
    """The pages of the map that nobody opened, and what the tables above name that is not so."""
    known = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    excepted = FILES | LEADING_ON | ELSEWHERE
    return (known - excepted - set(opened)) | (excepted - known) | ((FILES | LEADING_ON) & set(opened))
