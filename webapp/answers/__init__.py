"""The answers of an application: in words, as questions of a page, and where two versions differ."""
