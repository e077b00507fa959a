"""The pages of accounts and of signing in: each route says whom it admits."""

from __future__ import annotations

from webapp.staff import agency, joining, logged, menu, own_account, people_here, sessions_shown, sign_in

PAGES = (menu, sign_in, agency, joining, people_here, sessions_shown, logged, own_account)
