"""Forms of somebody else for the same application: which answers of ours their fields give."""
