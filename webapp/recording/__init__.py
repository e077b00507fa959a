"""The record of each submission: one sealed file with all that was handed in, as it was."""
