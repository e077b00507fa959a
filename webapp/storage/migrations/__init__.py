"""The editions of the tables, one a file, each with the way forward and the way back."""
