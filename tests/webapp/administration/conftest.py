from __future__ import annotations

from tests.webapp.staff.conftest import app, home, made

__all__ = ["app", "home", "made"]
