"""A mark is sent in every place that a person can write in; afterwards it is nowhere."""

from __future__ import annotations

import http.cookiejar
import re
import uuid
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest

from forms.fill import fill
from tests.webapp.serving import Served, served
from webapp.samples import SAMPLES

BOUNDARY = "the-boundary"


@pytest.fixture
def mark() -> str:
    return f"canary{uuid.uuid4().hex}"


class Visitor:
    """A browser, as far as sending goes."""

    def __init__(self, service: Served) -> None:
        self.address = service.address
        self._open: OpenerDirector = build_opener(HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self._token = re.findall(r'name="csrf_token" value="([^"]+)"', self.get("/check"))[0]

    def get(self, path: str) -> str:
        return self._answer(Request(self.address + path))  # noqa: S310 - our own loopback address

    def send(self, content: bytes, name: str, *, end: bytes = b"--\r\n", **fields: str) -> str:
        """Press the button of the upload."""
        parts = [(f'name="{key}"', text.encode()) for key, text in {"csrf_token": self._token, **fields}.items()]
        parts.append((f'name="application"; filename="{name}"', content))
        body = b"".join(
            f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + text + b"\r\n"
            for head, text in parts
        )
        body += f"--{BOUNDARY}".encode() + end
        return self._post("/check", body, f"multipart/form-data; boundary={BOUNDARY}")

    def press(self, path: str, **fields: str) -> str:
        """Press a button of a page."""
        body = urlencode({"csrf_token": self._token, **fields}).encode()
        return self._post(path, body, "application/x-www-form-urlencoded")

    def _post(self, path: str, body: bytes, kind: str) -> str:
        headers = {"Content-Type": kind}
        return self._answer(Request(self.address + path, body, headers))  # noqa: S310 - our own loopback address

    def _answer(self, request: Request) -> str:
        try:
            with self._open.open(request, timeout=30) as response:
                answer: bytes = response.read()
        except HTTPError as refused:
            answer = refused.read()
        return answer.decode()


def test_nothing_that_was_sent_is_left_behind(tmp_path: Path, mark: str) -> None:
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    temporary.mkdir()
    pdf = fill({**SAMPLES["several-things-missing"].application(), "project_title": mark})
    with served(home, "--port", "0", TMPDIR=str(temporary)) as service:
        visitor = Visitor(service)
        page = visitor.send(pdf, f"{mark}.pdf")
        assert page.count(mark) > 1
        carried = re.findall(r'name="carried" value="([^"]*)"', page)[0].replace("&#34;", '"').replace("&#39;", "'")
        assert mark in visitor.press("/check/again", carried=carried, stage="release")
        assert mark in visitor.press("/check/report.txt", carried=carried)
        assert mark in visitor.press("/check/report.json", carried=carried)
        for odd in (mark.encode(), pdf[: len(pdf) // 2], b'{"' + mark.encode() + b'": [', b"%PDF-1.7 " + mark.encode()):
            visitor.send(odd, f"{mark}.pdf", on=mark, stage="submit")
            visitor.send(odd, f"{mark}.json", stage=mark)
        visitor.send(pdf, f"{mark}.pdf", end=b"")
        visitor.send(mark.encode() * 400_000, "large.pdf")
        visitor.press("/check/again", carried=mark)

        assert mark not in Visitor(service).get("/check") + visitor.get("/") + visitor.get("/check")
        assert open_files(service.process.pid) == []
        assert service.stop() == 0
    assert mark not in service.said
    left = [path for folder in (home, temporary) for path in folder.rglob("*") if path.is_file()]
    assert [path.name for path in left] == ["secret.key"]
    assert all(mark.encode() not in path.read_bytes() for path in left)


def test_a_form_within_the_limit_never_touches_the_disk(tmp_path: Path) -> None:
    with served(
        tmp_path / "home", "--port", "0", TMPDIR=str(tmp_path / "no such folder"), HOME=str(tmp_path)
    ) as service:
        page = Visitor(service).send(b"%PDF-1.7" + bytes(9_000_000), "large.pdf")
        assert "We could not read “large.pdf”" in page


def open_files(pid: int) -> list[str]:
    """The deleted files that a process still holds open."""
    held = [str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()]
    return [name for name in held if "(deleted)" in name]
