"""Answers that somebody brings in a file: each is looked at beside the place that it was read from, and confirmed."""
