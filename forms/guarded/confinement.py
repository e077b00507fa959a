"""Shuts a process in before it reads a stranger's file: little memory and time, no files, no network (Linux)."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import socket
import sys
from dataclasses import dataclass

from forms.limits import PROGRAM_MEMORY, READING_MEMORY, READING_WORK, Limit

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_DIE_WITH_PARENT, _NO_NEW_PRIVILEGES = 1, 38
_CAPABILITY_VERSION = 0x20080522
_MOST_DESCRIPTORS = 16
_NOWHERE = b"/proc/self/fdinfo"
"""A folder that holds no files of the system and vanishes with the process that is shut into it."""

_NO_ONE = ("192.0.2.1", 9)
"""An address that nobody has (RFC 5737); a datagram socket that is connected to it sends nothing."""


@dataclass(frozen=True, slots=True)
class Isolation:
    """What a process that reads a file is kept from; what the system forbids to set up is False."""

    memory: bool
    files: bool
    network: bool

    def __str__(self) -> str:
        kept = {
            "more memory than its limit": self.memory,
            "the files of this machine": self.files,
            "the network": self.network,
        }
        barred = ", ".join(what for what, holds in kept.items() if holds) or "nothing"
        open_to = ", ".join(what for what, holds in kept.items() if not holds)
        return f"Kept from {barred}." + (f" This system does not let it be kept from {open_to}." if open_to else "")


def found() -> Isolation:
    """What this process is kept from, found out by trying."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        unreachable = probe.connect_ex(_NO_ONE) != 0
    limited = resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY
    return Isolation(memory=limited, files=not os.access(sys.executable, os.F_OK), network=unreachable)


def leave_the_network() -> None:
    """Move this process, and all it forks, to a network of its own that reaches nothing; without effect if forbidden.

    It becomes the administrator of a namespace of its own only, which lets its children give up the files.
    """
    _libc("unshare", _NEW_USER | _NEW_NETWORK)


def shut_in(work: Limit = READING_WORK) -> None:
    """Limit this process for good: memory, time, files, rights. It dies with the process that forked it."""
    _libc("prctl", _DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    limits = {
        resource.RLIMIT_AS: READING_MEMORY.most,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: _MOST_DESCRIPTORS,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))
    # At the first limit the signal says why the process ends; at the second it is killed without a word.
    resource.setrlimit(resource.RLIMIT_CPU, (work.most, work.most + 1))
    if _libc("chroot", _NOWHERE) == 0:
        os.chdir("/")
    _libc("prctl", _NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    _libc("capset", header, (ctypes.c_uint32 * 6)())


def limit_program(work: Limit) -> None:
    """Limit this process before it becomes another program, which still has to read files of its own.

    It has its own group and dies with the process that forked it; it writes no files, and what it was given stays.
    """
    os.setsid()
    _libc("prctl", _DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    for limit, most in {
        resource.RLIMIT_AS: PROGRAM_MEMORY.most,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 2 * _MOST_DESCRIPTORS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: work.most,
    }.items():
        resource.setrlimit(limit, (most, most))
    _libc("prctl", _NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def _libc(name: str, *arguments: object) -> int:
    """Call the C library; -1 where the system lacks the function or forbids it."""
    function = getattr(_LIBRARY, name, None)
    return int(function(*arguments)) if function else -1


_LIBRARY = ctypes.CDLL(None, use_errno=True)
