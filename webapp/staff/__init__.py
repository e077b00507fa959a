"""The people who work here: who they are, how they come in, and what each of them may do."""
