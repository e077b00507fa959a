"""The signatures of an application: which there are, what each covers, and whether it still stands."""
