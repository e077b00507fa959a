"""Pictures of pages and of parts of them, for a person to see beside what was read."""
