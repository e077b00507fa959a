"""The pages of what the Department sets for itself: each route says whom it admits."""

from __future__ import annotations

from webapp.administration import closing, officials, settings_check

PAGES = (closing, officials, settings_check)
