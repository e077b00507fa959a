"""Asks a virus scanner (clamd, over its socket) about a file; whatever is no clear answer is never taken for clean."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

from webapp.config import SettingError
from webapp.storage.attachments import State

_PIECE = 1 << 18
_LENGTH = struct.Struct(">I")
_LONGEST_ANSWER = 4096

TOO_LARGE = "It is larger than the virus scanner takes."
TOO_SLOW = "The virus scanner did not come to an end with it in time."
BROKE_OFF = "The virus scanner broke off while it looked at this file."
NOT_WHOLE = "The virus scanner could not look at all of it: it holds more than the scanner opens."
LOCKED = "The virus scanner could not look into it: it is protected by a password."
ODD = "The virus scanner could not look at it."
_NOT_LOOKED_AT = {"Heuristics.Limits.Exceeded": NOT_WHOLE, "Heuristics.Encrypted": LOCKED}
"""What clamd reports as found where it has found nothing, but has not looked at everything either."""


class ScannerAwayError(Exception):
    """There is no scanner to ask now: the file waits, and is asked about later."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scanner says of a file."""

    state: State
    """Clean, infected or unscannable."""
    why: str = ""
    """The scanner's name for what it found, or why it could not scan, in a sentence."""


@dataclass(frozen=True, slots=True)
class Scanner:
    """A clamd, by the setting DATAREQUEST_CLAMD: the path of its socket, or HOST:PORT."""

    path: str = ""
    host: str = ""
    port: int = 0
    patience: float = 60.0
    """Seconds for one file; more than clamd's own MaxScanTime, so that it is clamd that gives up."""
    connecting: float = 5.0

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Scanner | None:
        """The scanner of an environment; None where there is none. SettingError names a setting that is wrong."""
        address = environment.get("DATAREQUEST_CLAMD", "").strip().removeprefix("unix:")
        if not address:
            return None
        if address.startswith("/"):
            return cls(path=address)
        host, _, port = address.rpartition(":")
        if not host or not (port.isascii() and port.isdecimal() and 0 < int(port) <= 65535):
            raise SettingError(
                f"DATAREQUEST_CLAMD is “{address}”. Write the path of clamd's socket, such as "
                "/run/clamav/clamd.ctl, or its HOST:PORT."
            )
        return cls(host=host.strip("[]"), port=int(port))

    def __call__(self, content: bytes) -> Verdict:
        """The verdict on a file.

        Raises:
            ScannerAwayError: Nobody answers at the scanner's address.
        """
        try:
            with self._connected() as channel:
                with suppress(BrokenPipeError, ConnectionResetError):  # it has said why, or we say that it broke off
                    _send(channel, content)
                return _verdict(_answer(channel))
        except TimeoutError:
            if replace(self, patience=self.connecting).answers():
                return Verdict(State.UNSCANNABLE, TOO_SLOW)
            raise ScannerAwayError from None
        except ConnectionError:
            return Verdict(State.UNSCANNABLE, BROKE_OFF)

    def answers(self) -> bool:
        """Whether somebody answers at its address who is a scanner."""
        try:
            with self._connected() as channel:
                channel.sendall(b"zPING\0")
                return _answer(channel) == "PONG"
        except (ScannerAwayError, OSError):
            return False

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        channel = socket.socket(socket.AF_UNIX) if self.path else None
        try:
            if channel:
                channel.settimeout(self.connecting)
                channel.connect(self.path)
            else:
                channel = socket.create_connection((self.host, self.port), timeout=self.connecting)
        except OSError:
            if channel:
                channel.close()
            raise ScannerAwayError from None
        with channel:
            channel.settimeout(self.patience)
            yield channel


def _send(channel: socket.socket, content: bytes) -> None:
    channel.sendall(b"zINSTREAM\0")
    for start in range(0, len(content), _PIECE):
        piece = content[start : start + _PIECE]
        channel.sendall(_LENGTH.pack(len(piece)) + piece)
    channel.sendall(_LENGTH.pack(0))


def _answer(channel: socket.socket) -> str:
    """What the scanner says, up to its end; ConnectionError where it hangs up before."""
    said = bytearray()
    while b"\0" not in said and len(said) < _LONGEST_ANSWER:
        piece = channel.recv(_LONGEST_ANSWER)
        if not piece:
            raise ConnectionResetError
        said += piece
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _verdict(said: str) -> Verdict:
    """What its words mean; words that are not understood are no leave."""
    found = said.removeprefix("stream: ")
    if found == "OK":
        return Verdict(State.CLEAN)
    if found.endswith(" FOUND"):
        name = found.removesuffix(" FOUND").strip()
        for beginning, why in _NOT_LOOKED_AT.items():
            if name.startswith(beginning):
                return Verdict(State.UNSCANNABLE, why)
        return Verdict(State.INFECTED, "".join(sign for sign in name if sign.isprintable())[:200])
    return Verdict(State.UNSCANNABLE, TOO_LARGE if "size limit exceeded" in found else ODD)
