"""Filled forms, named by what is wrong with them."""
