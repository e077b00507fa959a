"""What the guarded process can do with a file, by name: a closed table. Each answer is JSON."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, astuple
from datetime import datetime
from importlib import import_module
from types import FrameType
from typing import Any, BinaryIO, NamedTuple

from forms.fields import Reading
from forms.guarded.confinement import found
from forms.limits import MEBIBYTE

_SECOND_OPINION = 2.0
"""Seconds of processor time for the second reader; what it has not read by then is not compared."""

_SIGNATURE_LIBRARIES = (
    "forms.signing.signature_reading",
    "forms.signing.signatures",
    # What pyHanko and what it rests on load only when some file asks for it:
    "cryptography.hazmat.backends.openssl.backend",
    "encodings.utf_32_be",
    "lxml.etree",
    "pyhanko.pdf_utils.crypt.pdfmac",
    "pyhanko.pdf_utils.filters",
    "pyhanko.pdf_utils.metadata.xmp_xml",
)

_PRINTED_LIBRARIES = (
    "forms.flattened.printed",
    # What pdfminer, below pdfplumber, loads only when some file asks for it:
    "pdfminer.ccitt",
    "pdfminer.runlength",
    "pdfminer.lzw",
    "pdfminer.ascii85",
    "pdfminer.jbig2",
    "pdfminer.arcfour",
    "pdfminer.fontmetrics",
    "pdfminer.image",
    "cryptography.hazmat.backends.openssl.backend",
)

_SCAN_LIBRARIES = ("forms.scanned.pictures", "forms.scanned.upright")

Options = dict[str, Any]


class Job(NamedTuple):
    """A job: the libraries it needs, loaded before any file is seen, and the most bytes of its answer."""

    run: Callable[[bytes, BinaryIO, Options], Any]
    libraries: tuple[str, ...]
    most: int
    prepare: Callable[[], None] | None = None
    """Reads from the disk, before any file is seen, what the job could not read any more."""
    is_program: bool = False
    """Whether it becomes another program, which needs files of its own, and whose words are the answer."""


def _fields(pdf: bytes, source: BinaryIO, _: Options) -> Any:
    from forms.acroform import read_fields
    from forms.reading.second_reader import disagreements

    reading = read_fields(pdf, source=source)
    with suppress(TimeoutError), _at_most(_SECOND_OPINION):
        reading = disagreements(pdf, reading)
    return _plain(reading)


def _printed(pdf: bytes, _: BinaryIO, options: Options) -> Any:
    from forms.flattened.printed import read_printed

    return _plain(read_printed(pdf, **options))


def _scan_page(content: bytes, _: BinaryIO, options: Options) -> Any:
    from forms.scanned.pictures import as_png, draw_page

    count, page = draw_page(content, options["page"], turned=options.get("turned", 0))
    return {"count": count, "height": page.height, "png": as_png(page)}


def _free_page(content: bytes, _: BinaryIO, options: Options) -> Any:
    from forms.scanned.free_drawing import draw_free_page
    from forms.scanned.pictures import as_png

    page = draw_free_page(content, **options)
    return {"height": page.height, "png": as_png(page)}


def _scan_upright(content: bytes, _: BinaryIO, options: Options) -> Any:
    from forms.scanned.pictures import as_png, draw_page
    from forms.scanned.pose import Pose
    from forms.scanned.upright import upright

    pose = Pose.of(options["pose"])
    page = draw_page(content, options["page"], turned=pose.turned, width=pose.width)[1]
    straight = upright(page, options["sheet"], pose)
    return {
        "png": as_png(straight.picture),
        "height": straight.picture.height,
        "ticks": straight.ticks,
        "inked": straight.inked,
    }


def _scan_crops(content: bytes, _: BinaryIO, options: Options) -> Any:
    from forms.scanned.cutting import cut_scan

    return cut_scan(content, **options)


def _recognise(_: bytes, source: BinaryIO, options: Options) -> Any:
    """Become the program that reads letters in a picture: what it says is the answer, as it is."""
    os.dup2(source.fileno(), 0)
    os.execve(options["command"][0], options["command"], options["environment"])  # noqa: S606 (found at its fixed name)


def _know_the_blank() -> None:
    from forms.flattened.sheets import blank

    blank().prepare()


def _know_what_is_printed() -> None:
    from forms.flattened import character_maps

    _know_the_blank()
    character_maps.hold()


def _plain(reading: Reading) -> Any:
    return {
        "fields": [astuple(field) for field in reading.fields],
        "notes": [astuple(note) for note in reading.notes],
        "bare": list(reading.bare_pages),
    }


def _pages(pdf: bytes, _: BinaryIO, options: Options) -> Any:
    from forms.showing.pages import draw

    return draw(pdf, **options)


def _crops(pdf: bytes, source: BinaryIO, options: Options) -> Any:
    from forms.showing.crops import cut

    return cut(pdf, source, **options)


def _printed_crops(pdf: bytes, _: BinaryIO, options: Options) -> Any:
    from forms.showing.printed_crops import cut_printed

    return cut_printed(pdf, **options)


def _signatures(pdf: bytes, _: BinaryIO, options: Options) -> Any:
    from forms.signing.signature import to_plain
    from forms.signing.signatures import signatures_of

    roots = [root.encode() for root in options["roots"]]
    at = datetime.fromisoformat(options["at"]) if options["at"] else None
    return {"signatures": [to_plain(signature) for signature in signatures_of(pdf, roots, at=at)]}


def _blank(pdf: bytes, source: BinaryIO, _: Options) -> Any:
    from forms.editions.blank_form import fields_of_blank

    return fields_of_blank(pdf, source)


def _contents(package: bytes, _: BinaryIO, __: Options) -> Any:
    from forms.packages.contents import contents

    return contents(package)


def _taken_out(package: bytes, _: BinaryIO, options: Options) -> Any:
    from forms.packages.contents import taken_out

    return taken_out(package, **options)


def _isolation(_: bytes, __: BinaryIO, ___: Options) -> Any:
    return asdict(found())


def _attachment(content: bytes, _: BinaryIO, __: Options) -> Any:
    from forms.attaching.attached import examine

    return examine(content)


def _previews(content: bytes, _: BinaryIO, options: Options) -> Any:
    from forms.attaching.attached import draw

    return draw(content, **options)


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raise TimeoutError when what is done here takes more processor time."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TimeoutError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, seconds / 4)  # again and again: a library may swallow the first
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


JOBS = {
    "fields": Job(_fields, ("forms.acroform", "forms.reading.second_reader"), 2 * MEBIBYTE),
    "printed": Job(_printed, _PRINTED_LIBRARIES, 2 * MEBIBYTE, _know_what_is_printed),
    "scan_page": Job(_scan_page, ("forms.scanned.pictures",), 32 * MEBIBYTE),
    "free_page": Job(_free_page, ("forms.scanned.free_drawing",), 32 * MEBIBYTE),
    "scan_upright": Job(_scan_upright, _SCAN_LIBRARIES, 32 * MEBIBYTE, _know_the_blank),
    "scan_crops": Job(_scan_crops, (*_SCAN_LIBRARIES, "forms.scanned.cutting"), 16 * MEBIBYTE, _know_the_blank),
    "recognise": Job(_recognise, (), 4 * MEBIBYTE, is_program=True),
    "pages": Job(_pages, ("forms.showing.pages",), 32 * MEBIBYTE),
    "crops": Job(_crops, ("forms.showing.crops",), 4 * MEBIBYTE),
    "printed_crops": Job(
        _printed_crops, ("forms.showing.printed_crops", *_PRINTED_LIBRARIES), 4 * MEBIBYTE, _know_what_is_printed
    ),
    "signatures": Job(_signatures, _SIGNATURE_LIBRARIES, MEBIBYTE),
    "attachment": Job(_attachment, ("forms.attaching.attached",), 4 * MEBIBYTE),
    "previews": Job(_previews, ("forms.attaching.attached",), 32 * MEBIBYTE),
    "blank": Job(_blank, ("forms.editions.blank_form",), 2 * MEBIBYTE),
    "contents": Job(_contents, ("forms.packages.contents",), 2 * MEBIBYTE),
    "taken_out": Job(_taken_out, ("forms.packages.contents",), 64 * MEBIBYTE),
    "isolation": Job(_isolation, (), MEBIBYTE),
}


def load(name: str) -> None:
    """Load what a job needs, in the process that later forks."""
    for library in JOBS[name].libraries:
        import_module(library)
    if prepare := JOBS[name].prepare:
        prepare()
