"""How the answers of an application come into the fields of the form."""
