"""Documents that are attached: what kind they are, and whether they can do harm."""
