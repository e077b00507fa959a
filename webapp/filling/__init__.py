"""Filling the application in on the web: drafts, sections, those who share them, signing and submitting."""
