"""The service at an address of its own, and the windows of browsers that look at it.

Each module has its own of both, since a browser that is driven keeps the thread that drives it busy.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, StorageState, ViewportSize

from look.filling import come
from look.running import Running, chromium, running

WIDE, NARROW = ViewportSize(width=1280, height=800), ViewportSize(width=320, height=640)
PATIENCE = 15_000
"""Milliseconds that a page may take on a machine that does much besides."""


def tab_of(window: Browser, *, script: bool = True, width: int = 1000) -> Page:
    """A tab of somebody who has not come in."""
    tab = window.new_context(java_script_enabled=script, viewport={"width": width, "height": 900}).new_page()
    tab.set_default_timeout(PATIENCE)
    return tab


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The service as it runs for people; where mails are to wait for the test, a module has its own."""
    with running(tmp_path_factory.mktemp("home")) as service:
        yield service


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def visit(service: Running, window: Browser) -> StorageState:
    """What the browser of a person keeps who has come in."""
    context = window.new_context()
    come(context.new_page(), service.address)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def tab(window: Browser, visit: StorageState) -> Iterator[Page]:
    """A tab of somebody who has come in."""
    context = window.new_context(viewport=WIDE, storage_state=visit)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(window: Browser, visit: StorageState) -> Iterator[Page]:
    """A tab that runs no script."""
    context = window.new_context(viewport=WIDE, storage_state=visit, java_script_enabled=False)
    yield context.new_page()
    context.close()
