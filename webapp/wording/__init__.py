"""The wording of letters as those who work here see it: which templates there are, in which versions, with a sample."""
