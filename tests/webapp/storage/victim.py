"""Acts that are killed: for each line of standard input a fork does one, and says on standard output what it did."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from tests.webapp.storage.acts import JUDGED, NOW, ROSA, SIGNING, submitting
from webapp.storage import attachments, drafts, mails, receiving, signatures
from webapp.storage.store import Store, open_store

WARM = 2
"""So many acts are done without a fork, so that every victim has its statements ready, as a server has."""


def main() -> None:
    store = open_store(Path(sys.argv[1]), sys.argv[2] or None)
    done = 0
    while (job := _line()) is not None:
        if not job:
            continue  # the sign to go; the one it was meant for is dead
        if done < WARM:
            _act(store, json.loads(job))
            store.close()  # a fork must not share a connection
        elif child := os.fork():
            os.waitpid(child, 0)
        else:
            _act(store, json.loads(job))
            os._exit(0)
        done += 1
        _say("over")


def _act(store: Store, job: dict[str, Any]) -> None:
    with store.reading() as tx:  # connected, as a server is that people use
        drafts.read(tx, job["draft"])
    _say(f"ready {os.getpid()}")
    _line()
    _say(save(store, job) if job["act"] == "save" else submit(store, job))


def save(store: Store, job: dict[str, Any]) -> str:
    """An autosave; the answer is the version."""
    with store.writing() as tx:
        saved = drafts.save(tx, job["draft"], job["answers"], version=job["version"], by=ROSA, at=NOW)
    assert isinstance(saved, drafts.Draft)
    return str(saved.now.number)


def submit(store: Store, job: dict[str, Any]) -> str:
    """A document, a signature, the submission and its mail; the answer is the number."""
    kept = store.files.put(job["document"].encode())
    with store.writing() as tx:
        if not attachments.of_draft(tx, job["draft"]):
            document = attachments.Document("curriculum_vitae", "cv.pdf", "application/pdf")
            attachments.add(tx, document, kept, draft=job["draft"], by=ROSA, at=NOW)
            signatures.sign(tx, SIGNING, draft=job["draft"], by=ROSA, at=NOW)
        event = submitting()
        done = receiving.submit(tx, job["draft"], event, version=job["version"], judged=JUDGED, by=ROSA, at=NOW)
        letter = mails.Letter(
            f"received:{done.application}", ROSA, "Received", b"We have it.", application=done.application
        )
        mails.put(tx, letter, by="service", at=NOW)
    return done.application


def _line() -> str | None:
    """A line of standard input, None at its end; nothing is read ahead, since parent and child share it."""
    said = b""
    while not said.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            return None
        said += byte
    return said.decode().strip()


def _say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


if __name__ == "__main__":
    main()
