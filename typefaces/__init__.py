"""The typefaces that forms and letters are set in, and which characters they have; imports none of the rooms."""

from typefaces.coverage import advance, missing
from typefaces.faces import FACES, Face, faces, families, folders

__all__ = ["FACES", "Face", "advance", "faces", "families", "folders", "missing"]
