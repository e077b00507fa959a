"""The commands of `datarequest`, one a module: its arguments, and what it does."""
