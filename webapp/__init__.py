"""People: the command line, the pages, and what is kept."""
