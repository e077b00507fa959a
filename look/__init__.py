"""For people who work on the pages: what is vendored, and one picture of everything there is to see."""
