"""Checking an application that comes as a file: taken in, judged, and shown finding by finding."""
