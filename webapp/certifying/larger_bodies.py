"""Pages of signing that take a document, which may be larger than a form: the limit, and what is said beyond it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from forms.attaching.attachment_refusals import TOO_MANY_BYTES
from webapp.attaching.attachments import BODY_SIZE

Again = Callable[..., str]
"""Shows a page again: takes what is the matter and, by name, what is variable in its address."""


def take_documents(bp: Blueprint, again: Again) -> None:
    """Let the pages of a blueprint take a document; of a larger body, which is not read, the page is shown again."""

    @bp.url_value_preprocessor
    def _take_larger_bodies(_: str | None, __: dict[str, object] | None) -> None:
        request.max_content_length = BODY_SIZE  # set before anything reads the body

    @bp.errorhandler(RequestEntityTooLarge)
    def _too_large(_: RequestEntityTooLarge) -> ResponseReturnValue:
        return again(f"What you sent is too large: {TOO_MANY_BYTES}.", **(request.view_args or {})), 413
