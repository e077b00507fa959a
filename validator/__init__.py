"""The rules an application is held against: pure, without files, clock or web."""
