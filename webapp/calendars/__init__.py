"""The days that are due, as a calendar program subscribes to them."""
