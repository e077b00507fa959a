"""How the fields of any PDF form are read: what they hold, what their boxes show, and what is doubtful."""
