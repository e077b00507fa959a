"""What the service seals, and what it says of a file that somebody brings: intact, changed or unknown."""
