"""How the blank form is drawn from the questions, and how values look in it."""
