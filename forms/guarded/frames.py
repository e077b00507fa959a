"""Messages between the reader and its process: each is its length, then its bytes."""

from __future__ import annotations

import socket
import struct

_LENGTH = struct.Struct(">I")
_PIECE = 1 << 20


def send(channel: socket.socket, *messages: bytes) -> None:
    """Send messages whole.

    Raises:
        OSError: The other end has gone, or does not take them in time.
    """
    for message in messages:
        channel.sendall(_LENGTH.pack(len(message)))
        channel.sendall(message)


def receive(channel: socket.socket) -> bytes:
    """The next message.

    Raises:
        OSError: The other end has gone, or does not answer in time.
    """
    return _exactly(channel, _LENGTH.unpack(_exactly(channel, _LENGTH.size))[0])


def _exactly(channel: socket.socket, size: int) -> bytes:
    pieces = []
    while size:
        piece = channel.recv(min(size, _PIECE))
        if not piece:
            raise ConnectionResetError("the other end has gone")
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
