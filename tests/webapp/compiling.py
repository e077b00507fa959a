"""What an app compiles when it starts, compiled once for all apps of a test session: that is most of an app's cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType
from typing import Any

import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

Build = Callable[..., tuple[str, str]]


class _Pages(BytecodeCache):
    """The pages of the apps before, as long as their text is the same."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._codes[bucket.key, bucket.checksum] = bucket.code


@contextmanager
def compiled_once() -> Iterator[None]:
    """Pages are compiled once for all apps, and the way to write an address when an app first writes it."""
    at_once = Rule._compile_builder

    def when_asked(rule: Rule, append_unknown: bool = True) -> Build:
        made: list[Build] = []

        def build(self: Rule, **values: Any) -> tuple[str, str]:
            if not made:
                made.append(at_once(rule, append_unknown))
            return made[0](self, **values)

        return build

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", when_asked)
        patch.setitem(Flask.jinja_options, "bytecode_cache", _Pages())
        yield
