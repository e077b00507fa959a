"""Reads forms that were scanned or photographed: what is seen on the pictures is suggested, and counts for nothing."""

SCAN = "scan"
"""The kind of the note that says so of a whole reading."""
