"""Reads forms whose fields are gone: printed to PDF or flattened, so that only what is drawn is left."""
