"""What the Department sets for itself: closures of its office, letterhead and officials, and whether all is well."""
