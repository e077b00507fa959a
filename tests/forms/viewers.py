"""People's programs: each takes a form and what is typed, ticked and chosen, and gives the form back as it saves it."""

from __future__ import annotations

import base64
import ctypes
import io
import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
import pypdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw

Typed = Mapping[str, str | bool]
"""Full name of a field -> its text, the value of the chosen button or list entry, or True for a ticked box."""

Program = Callable[[bytes, Typed, Path], bytes]

VENDOR = Path(__file__).parents[1] / "vendor" / "pdfjs"


def fields_of(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """The fields of a form by full name."""
    found: dict[str, pikepdf.Object] = {}

    def walk(nodes: pikepdf.Object, above: str) -> None:
        for node in nodes:
            name = f"{above}{node.T}"
            if "/FT" in node:
                found[name] = node
            else:
                walk(node.Kids, f"{name}.")

    walk(pdf.Root.AcroForm.Fields, "")
    return found


def by_pypdf(form: bytes, typed: Typed, folder: Path) -> bytes:
    """pypdf, adding to the end of the file."""
    writer = pypdf.PdfWriter(io.BytesIO(form), incremental=True)
    with pikepdf.open(io.BytesIO(form)) as known:
        kinds = {name: str(field.FT) for name, field in fields_of(known).items()}
    values = {name: _state(kinds[name], value) for name, value in typed.items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def by_pikepdf(form: bytes, typed: Typed, folder: Path) -> bytes:
    """pikepdf, which sets values and leaves the drawing to viewers."""
    with pikepdf.open(io.BytesIO(form)) as pdf:
        fields = fields_of(pdf)
        for name, value in typed.items():
            field = fields[name]
            if str(field.FT) != "/Btn":
                field.V = pikepdf.String(str(value))
                del field.AP
                continue
            state = pikepdf.Name(_state("/Btn", value))
            field.V = state
            for widget in field.get("/Kids", pikepdf.Array([field])):
                widget.AS = state if str(state) in widget.AP.N else pikepdf.Name.Off
        pdf.Root.AcroForm.NeedAppearances = True
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def by_qpdf(form: bytes, typed: Typed, folder: Path) -> bytes:
    """qpdf on the command line, by its JSON."""
    with pikepdf.open(io.BytesIO(form)) as pdf:
        numbers = {name: field.objgen for name, field in fields_of(pdf).items()}
        kinds = {name: str(field.FT) for name, field in fields_of(pdf).items()}
    source, wanted, out = folder / "form.pdf", folder / "form.json", folder / "qpdf.pdf"
    source.write_bytes(form)
    subprocess.run(["qpdf", "--json-output", "--json-stream-data=inline", str(source), str(wanted)], check=True)
    document = json.loads(wanted.read_text(encoding="utf-8"))
    for name, value in typed.items():
        entry = document["qpdf"][1]["obj:{} {} R".format(*numbers[name])]["value"]
        if kinds[name] != "/Btn":
            entry["/V"] = f"u:{value}"
            continue
        entry["/V"] = _state("/Btn", value)
        if "/AS" in entry:
            entry["/AS"] = entry["/V"]
    wanted.write_text(json.dumps(document), encoding="utf-8")
    subprocess.run(["qpdf", "--json-input", str(wanted), str(out)], check=True)
    return out.read_bytes()


def by_pdftk(form: bytes, typed: Typed, folder: Path) -> bytes:
    """pdftk, from an XFDF file."""
    source, values, out = folder / "form.pdf", folder / "values.xfdf", folder / "pdftk.pdf"
    source.write_bytes(form)
    lines = "".join(
        f'<field name="{escape(name)}"><value>{escape(_state("/Tx", value).removeprefix("/"))}</value></field>'
        for name, value in typed.items()
    )
    xfdf = (
        f'<?xml version="1.0" encoding="UTF-8"?><xfdf xmlns="http://ns.adobe.com/xfdf/"><fields>{lines}</fields></xfdf>'
    )
    values.write_text(xfdf, encoding="utf-8")
    subprocess.run(["pdftk", str(source), "fill_form", str(values), "output", str(out)], check=True)
    return out.read_bytes()


POPPLER = "/usr/bin/python3"

_POPPLER_PROGRAM = """
import json, sys
import gi
gi.require_version("Poppler", "0.18")
from gi.repository import Poppler
source, wanted, out = sys.argv[1:]
typed = json.load(open(wanted))
document = Poppler.Document.new_from_file("file://" + source, None)
kind = Poppler.FormFieldType
seen = {}
for number in range(document.get_n_pages()):
    mappings = document.get_page(number).get_form_field_mapping()
    for mapping in sorted(mappings, key=lambda place: (-place.area.y1, place.area.x1)):
        field = mapping.field
        name = field.get_name()
        if name not in typed:
            continue
        value, index = typed[name]
        seen[name] = seen.get(name, -1) + 1
        if field.get_field_type() == kind.TEXT:
            field.text_set_text(value)
        elif field.get_field_type() == kind.CHOICE:
            field.choice_select_item(index)
        elif seen[name] == index:
            field.button_set_state(True)
document.save("file://" + out)
"""


def by_poppler(form: bytes, typed: Typed, folder: Path) -> bytes:
    """poppler, which document viewers of the GNOME desktop fill forms with."""
    source, values, out = folder / "form.pdf", folder / "values.json", folder / "poppler.pdf"
    source.write_bytes(form)
    with pikepdf.open(io.BytesIO(form)) as known:
        fields = fields_of(known)
        wanted = {name: (value, _index(fields[name], value)) for name, value in typed.items()}
    values.write_text(json.dumps(wanted), encoding="utf-8")
    command = [POPPLER, "-c", _POPPLER_PROGRAM, str(source), str(values), str(out)]
    subprocess.run(command, check=True, capture_output=True)
    return out.read_bytes()


def _index(field: Any, value: str | bool) -> int:
    """Which of a field's buttons, or of a list's entries, stands for a value; 0 for a field that has only itself."""
    states = [str(pair[0]) for pair in field.get("/Opt", [])]
    states = states or [_on_state(button) for button in field.get("/Kids", [])]
    return states.index(str(value)) if states else 0


def _on_state(button: Any) -> str:
    return next(str(key).removeprefix("/") for key in button.AP.N.keys() if key != "/Off")  # noqa: SIM118 no iterator


def by_pdfium(form: bytes, typed: Typed, folder: Path) -> bytes:
    """PDFium, the viewer inside Chrome and Edge: clicks and keys at the places of the fields."""
    with pikepdf.open(io.BytesIO(form)) as known:
        pages = {page.obj.objgen: number for number, page in enumerate(known.pages)}
        places = {name: _places(field, pages) for name, field in fields_of(known).items() if name in typed}
    document = pdfium.PdfDocument(form)
    document.init_forms()
    opened = [document[number] for number in range(len(document))]  # a page keeps its fields' drawing while it is open
    for name, value in typed.items():
        state = _state("/Btn", value)
        number, (x, y), options = next(p for p in places[name] if p[3] in (None, state))[:3]
        page = opened[number]
        handle = document.formenv.raw
        raw.FORM_OnLButtonDown(handle, page.raw, 0, x, y)
        raw.FORM_OnLButtonUp(handle, page.raw, 0, x, y)
        if options:
            raw.FORM_SetIndexSelected(handle, page.raw, options.index(str(value)), True)
        elif isinstance(value, str) and not places[name][0][3]:
            raw.FORM_SelectAllText(handle, page.raw)
            text = ctypes.create_string_buffer((value.replace("\n", "\r") + "\0").encode("utf-16-le"))
            raw.FORM_ReplaceSelection(handle, page.raw, ctypes.cast(text, raw.FPDF_WIDESTRING))
        raw.FORM_ForceToKillFocus(handle)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _places(field: Any, pages: Mapping[tuple[int, int], int]) -> list[Any]:
    """For each widget: its page, its middle, the values of a list, and the state of a button."""
    options = [str(pair[0]) for pair in field.get("/Opt", [])]
    found = []
    for widget in field.get("/Kids", [field]):
        left, bottom, right, top = (float(side) for side in widget.Rect)
        state = None
        if str(field.FT) == "/Btn":
            state = f"/{_on_state(widget)}"
        found.append((pages[widget.P.objgen], ((left + right) / 2, (bottom + top) / 2), options, state))
    return found


_PDFJS_PAGE = """
<!doctype html><meta charset="utf-8"><title>form</title><body><script type="module">
import * as pdfjs from "/pdf.min.mjs";
pdfjs.GlobalWorkerOptions.workerSrc = "/pdf.worker.min.mjs";
const data = await (await fetch("/form.pdf")).arrayBuffer();
const file = await pdfjs.getDocument({data, useSystemFonts: true}).promise;
const links = {externalLinkEnabled: false, getDestinationHash: () => "", getAnchorUrl: () => "",
  addLinkAttributes() {}};
for (let number = 1; number <= file.numPages; number++) {
  const page = await file.getPage(number), viewport = page.getViewport({scale: 1}), div = document.createElement("div");
  document.body.append(div);
  const layer = new pdfjs.AnnotationLayer({div, page, viewport: viewport.clone({dontFlip: true}),
    annotationStorage: file.annotationStorage, linkService: links});
  await layer.render({annotations: await page.getAnnotations(), viewport, div, page, linkService: links,
    annotationStorage: file.annotationStorage, renderForms: true});
}
window.save = async () => {
  const bytes = await file.saveDocument();
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(text);
};
window.ready = true;
</script>
"""


def by_pdfjs(form: bytes, typed: Typed, folder: Path) -> bytes:
    """pdf.js, the viewer inside Firefox, run in Chromium: typed and clicked as a person does."""
    from playwright.sync_api import Route, sync_playwright

    served = {"/": _PDFJS_PAGE.encode(), "/form.pdf": form}
    kinds = {"/": "text/html", "/form.pdf": "application/pdf"}

    def answer(route: Route) -> None:
        path = "/" + route.request.url.split("/", 3)[3]
        body = served[path] if path in served else (VENDOR / path[1:]).read_bytes()
        route.fulfill(body=body, content_type=kinds.get(path, "text/javascript"))

    with sync_playwright() as playwright, pikepdf.open(io.BytesIO(form)) as known:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.route("**/*", answer)
        page.goto("http://form.test/")
        page.wait_for_function("window.ready === true")
        fields = fields_of(known)
        for name, value in typed.items():
            place = page.locator(f'[name="{name}"]')
            if place.first.evaluate("e => e.tagName") == "SELECT":
                place.first.select_option(str(value))
            elif place.first.get_attribute("type") == "radio":
                place.nth(_index(fields[name], value)).check(force=True)
            elif value is True:
                place.first.check(force=True)
            else:
                place.first.fill(str(value), force=True)
        saved = base64.b64decode(page.evaluate("window.save()"))
        browser.close()
    return saved


def _state(kind: str, value: str | bool) -> str:
    """What a program is told: the name of a button's state, or the text."""
    state = "Yes" if value is True else str(value)
    return f"/{state}" if kind == "/Btn" else state
