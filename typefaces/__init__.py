"""The typefaces that forms and letters are set in."""
