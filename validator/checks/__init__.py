"""What a schema cannot say, one function for one clause, by data system."""
