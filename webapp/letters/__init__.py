"""Letters about one application: their facts, their counted days, and their pages."""
