"""Makes the Word templates from their wording: `python -m templates.building`; needed only when a wording changes."""
