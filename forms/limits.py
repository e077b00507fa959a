"""How much a form, an attachment and an application may hold, and how long reading may take: shown to people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["bytes", "pages", "fields", "characters", "files", "seconds", "parts", "pixels", "scans"]

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limit:
    """The most of something; one more is refused in words."""

    what: str
    most: int
    unit: Unit

    def __str__(self) -> str:
        if self.unit == "bytes":
            return f"{self.most // MEBIBYTE} MB"
        return f"{self.most:,} {self.unit}"


FORM_SIZE = Limit("Size of a form", 10 * MEBIBYTE, "bytes")
FORM_PAGES = Limit("Pages of a form", 60, "pages")
FORM_FIELDS = Limit("Fields of a form", 500, "fields")
PROSE = Limit("Length of a long answer", 20_000, "characters")
ANSWER = Limit("Length of any other answer", 500, "characters")
ATTACHMENT_SIZE = Limit("Size of an attachment", 20 * MEBIBYTE, "bytes")
ATTACHMENT_PAGES = Limit("Pages of an attachment", 300, "pages")
UNPACKED_SIZE = Limit("Size of a Word document, unpacked", 50 * MEBIBYTE, "bytes")
DOCUMENT_PARTS = Limit("Parts of a Word document", 500, "parts")
PICTURE_SIZE = Limit("Width times height of a picture", 40_000_000, "pixels")
PICTURE_PAGES = Limit("Pages of a TIFF picture", 20, "pages")
PICTURE_SCANS = Limit("Layers of a JPEG picture", 100, "scans")
APPLICATION_FILES = Limit("Files of one application", 30, "files")
APPLICATION_SIZE = Limit("Size of all files of one application", 100 * MEBIBYTE, "bytes")
SEALED_SIZE = Limit("Size of a file that bears the seal of this service", 128 * MEBIBYTE, "bytes")
PACKAGE_SIZE = Limit("Size of a package (ZIP, or PDF with files inside)", 50 * MEBIBYTE, "bytes")
PACKAGE_FILES = Limit("Files in a package", 100, "files")
READING_MEMORY = Limit("Memory of the reading process", 768 * MEBIBYTE, "bytes")
READING_WORK = Limit("Processor time for one file", 5, "seconds")
READING_WAIT = Limit("Waiting time for one file", 10, "seconds")
PRINTED_WORK = Limit("Processor time for one printed form", 20, "seconds")
PROGRAM_MEMORY = Limit("Memory of the program that reads letters in pictures", 1024 * MEBIBYTE, "bytes")
SCAN_PAGES = Limit("Pages of a scanned form", 30, "pages")
SCAN_WORK = Limit("Processor time for reading one scanned page", 60, "seconds")
SCAN_WAIT = Limit("Waiting time for one scanned page", 120, "seconds")
SCAN_TIME = Limit("Waiting time for a whole scan", 900, "seconds")
RECOGNISED_PAGES = Limit("Pages of a document that are read off pictures", 10, "pages")
RECOGNISED_TIME = Limit("Time for reading the pictures of one document", 180, "seconds")
PRINTED_WAIT = Limit("Waiting time for one printed form", 40, "seconds")

LIMITS = (
    FORM_SIZE,
    FORM_PAGES,
    FORM_FIELDS,
    PROSE,
    ANSWER,
    ATTACHMENT_SIZE,
    ATTACHMENT_PAGES,
    UNPACKED_SIZE,
    DOCUMENT_PARTS,
    PICTURE_SIZE,
    PICTURE_PAGES,
    PICTURE_SCANS,
    APPLICATION_FILES,
    APPLICATION_SIZE,
    SEALED_SIZE,
    PACKAGE_SIZE,
    PACKAGE_FILES,
    READING_MEMORY,
    READING_WORK,
    READING_WAIT,
    PRINTED_WORK,
    PRINTED_WAIT,
    PROGRAM_MEMORY,
    SCAN_PAGES,
    SCAN_WORK,
    SCAN_WAIT,
    SCAN_TIME,
    RECOGNISED_PAGES,
    RECOGNISED_TIME,
)
