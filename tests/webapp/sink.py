"""A mail server that keeps what it gets, and behaves as badly as it is told to."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Sink:
    """What came, and how the server behaves: each answer stands for a step that is to go wrong."""

    port: int = 0
    mails: list[bytes] = field(default_factory=list)
    recipient: str = "250 fine"
    data: str = "250 kept"
    drops: bool = False
    """Keeps the mail, and hangs up instead of saying so."""
    hangs: threading.Event | None = None
    """Says nothing until this is set."""


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    sink = Sink()


class _Talk(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        if hangs := self.server.sink.hangs:
            hangs.wait(60)
        self._say("220 sink")
        while line := self.rfile.readline().decode("ascii").strip():
            if not self._step(line.upper()):
                return

    def _step(self, line: str) -> bool:
        if line.startswith("RCPT"):
            self._say(self.server.sink.recipient)
        elif line == "DATA":
            self._say("354 go on")
            return self._keep()
        else:
            self._say("221 bye" if line == "QUIT" else "250 fine")
        return line != "QUIT"

    def _keep(self) -> bool:
        sink, lines = self.server.sink, []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        if sink.data.startswith("250"):
            sink.mails.append(b"".join(lines))
        if not sink.drops:
            self._say(sink.data)
        return not sink.drops

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def sink() -> Iterator[Sink]:
    """A mail server on this machine."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.sink = Sink(port=server.server_address[1])
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        serving.start()
        try:
            yield server.sink
        finally:
            server.shutdown()
            serving.join()
