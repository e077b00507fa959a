"""The researcher's side of a case: where it stands, what they may do and by when, messages, and a calendar."""
