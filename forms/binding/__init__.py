"""Binds sheets, the filled form and files that belong to it into one PDF."""
