"""Who signs what: four slots, the people who are asked by a link, and whether each signature still stands."""
