"""Casework: the list of what is due, one case as staff see it, and the acts that people do on it."""
