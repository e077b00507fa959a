"""The clauses of 964 and 966 as pages, and what in this service states each."""
