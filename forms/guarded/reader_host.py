"""The process that stays loaded and forks once for every file; started by the reader, talked to over descriptor 0."""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import time
from contextlib import suppress

from forms.fields import UnreadableFormError
from forms.guarded.allowances import USUAL, Allowance, allowance
from forms.guarded.confinement import leave_the_network, limit_program, shut_in
from forms.guarded.frames import receive, send
from forms.guarded.preloading import practise, preload
from forms.guarded.reading_jobs import JOBS, Job, Options, load

_PIECE = 1 << 16


def main() -> None:
    """Answer one request after the other, until the reader closes its end."""
    channel = socket.socket(fileno=0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    leave_the_network()
    load("fields")
    preload()
    gc.freeze()  # what is loaded stays shared with every child
    practised = False
    with suppress(OSError):
        while True:
            job, options = json.loads(receive(channel))
            pdf = receive(channel)
            load(job)
            send(channel, *serve(JOBS[job], pdf, options, nowhere, allowance(job)))
            if not practised:  # only now, so that the first file does not wait for it
                practise()
                practised = True


def serve(job: Job, pdf: bytes, options: Options, nowhere: int, allowed: Allowance = USUAL) -> tuple[bytes, bytes]:
    """How a child of its own ended with the file, and what it answered."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(job, pdf, options, writing, nowhere, allowed)
    os.close(writing)
    ending, answer = _collect(reading, job.most, allowed.wait.most)
    os.close(reading)
    if ending != "done":
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if job.is_program:
        answer = json.dumps({"told": answer.decode("utf-8", "replace")}).encode()
    return (_ending(status).encode(), answer) if ending == "done" else (ending.encode(), b"")


def _work(job: Job, pdf: bytes, options: Options, writing: int, nowhere: int, allowed: Allowance) -> None:
    """The child's whole life: shut in, do the job, write its answer, end."""
    from forms.reading.opening import in_memory

    code = 1
    try:
        with in_memory(pdf) as source:
            for descriptor in (0, 1, 2):
                os.dup2(nowhere, descriptor)
            if job.is_program:
                os.dup2(writing, 1)
                limit_program(allowed.work)
            else:
                shut_in(allowed.work)
            answer = _answer(job, pdf, source, options)
        while answer:
            answer = answer[os.write(writing, answer) :]
        code = 0
    finally:
        os._exit(code)


def _answer(job: Job, pdf: bytes, source: object, options: Options) -> bytes:
    try:
        result = job.run(pdf, source, options)  # type: ignore[arg-type]
    except UnreadableFormError as refused:
        result = {"refused": [refused.kind, refused.message, refused.remedy]}
    except MemoryError:
        result = {"ended": "too_hungry"}
    return json.dumps(result).encode()


def _collect(reading: int, most: int, wait: float) -> tuple[str, bytes]:
    """What the child writes until it ends; whether that is all, too late or too much."""
    deadline = time.monotonic() + wait
    answer = bytearray()
    while len(answer) <= most:
        ready, _, _ = select.select([reading], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return "too_slow", b""
        piece = os.read(reading, _PIECE)
        if not piece:
            return "done", bytes(answer)
        answer += piece
    return "too_large", b""


def _ending(status: int) -> str:
    """How a child ended that was not stopped for its time."""
    if os.WIFSIGNALED(status):
        ends = {signal.SIGXCPU: "too_slow", signal.SIGKILL: "too_hungry"}  # the system kills when memory runs out
        return ends.get(signal.Signals(os.WTERMSIG(status)), "damaged")
    return "done" if os.WEXITSTATUS(status) == 0 else "damaged"


if __name__ == "__main__":
    main()
