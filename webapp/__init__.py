"""People: the command line, the pages, and what is kept."""

from __future__ import annotations

TYPE_CHECKING = False  # true for a type checker only; `typing` itself would be an import
if TYPE_CHECKING:
    from flask import Flask

    from webapp.checking.checked import FormReader
    from webapp.config import Config


def create_app(config: Config | None = None, read: FormReader | None = None) -> Flask:
    """The pages as a web application; `read` reads a form in the guarded process.

    Imported here and not above, so that the command line starts without the web framework.
    """
    from webapp.site import build

    return build(config, read)
