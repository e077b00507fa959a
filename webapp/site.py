"""The pages as one web application: settings, limits, and what is registered."""

from __future__ import annotations

import os
from collections.abc import Sequence
from types import TracebackType

from flask import Flask, request
from flask_wtf.csrf import CSRFProtect

from forms.fields import Reading
from forms.guarded.confinement import Isolation
from forms.limits import FORM_SIZE, MEBIBYTE
from forms.packages.unpacking import Package
from forms.reader import Attached, Crop
from forms.refusals import refusal
from validator.dates import written
from webapp import demo_mail, errors, health, kept, people, public_pages, security
from webapp.administration.pages import PAGES as ADMINISTRATION
from webapp.attaching import attachments, documents, placing
from webapp.bringing import continuing
from webapp.bringing import pages as bringing
from webapp.calendars import pages as calendars
from webapp.cases import act_page, case_page, desk_page, enter, papers, work, writing
from webapp.certifying import confirming, officer, official, signers
from webapp.checking import pages as checking
from webapp.checking.checked import FormReader
from webapp.config import Config
from webapp.corresponding import batch_pages
from webapp.corresponding import pages as corresponding
from webapp.filling import drafts, form_pages, packages, signing
from webapp.law import pages as law_pages
from webapp.letters import pages as letters
from webapp.mailing import sending
from webapp.noticing import pages as noticing
from webapp.recording import pages as recording
from webapp.reminding import pages as reminding
from webapp.researcher import acts as researcher
from webapp.researcher import holding, letter_pages, messaging, submissions
from webapp.sealing import pages as sealing
from webapp.sight import overview, printing, taking_away
from webapp.staff import admission, menu, provider
from webapp.staff.admission import Audience
from webapp.staff.pages import PAGES as STAFF
from webapp.uploads import UploadRequest, demand_a_whole_body
from webapp.visiting import visits
from webapp.wording import pages as wording

BODY_SIZE = FORM_SIZE.most + MEBIBYTE // 4
"""A form with the fields and boundaries around it."""
CARRIED_SIZE = 4 * MEBIBYTE
"""The answers that a page of findings carries with it."""
PARTS = 20
PUBLIC = (public_pages, checking, letters, law_pages, health, people, demo_mail, sealing)
"""Pages for everybody; a route that is opened by a link says so itself."""
FILLING_IN = (
    drafts,
    form_pages,
    bringing,
    continuing,
    placing,
    attachments,
    documents,
    signing,
    submissions,
    packages,
    recording,
    signers,
    researcher,
    letter_pages,
    messaging,
)
"""Pages for visitors, who have shown an e-mail address."""
ASKED_BY_LINK = (officer, confirming, official)
"""Pages for who was asked to sign."""
WORKING = (
    *STAFF,
    *ADMINISTRATION,
    wording,
    overview,
    taking_away,
    printing,
    calendars,
    noticing,
    holding,
    corresponding,
    batch_pages,
    reminding,
    work,
    desk_page,
    enter,
    case_page,
    act_page,
    papers,
    writing,
)
"""Pages of those who work here: each route says whom it admits."""


class Site(Flask):
    """Flask, but silent about what people sent."""

    request_class = UploadRequest

    def log_exception(self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
        """Log where an error happened and of which kind; its message may quote an answer."""
        kind, _, trace = exc_info
        steps = []
        while trace is not None:
            code = trace.tb_frame.f_code
            steps.append(f"{os.path.basename(code.co_filename)}:{trace.tb_lineno} {code.co_name}")  # noqa: PTH119 - a frame's name may be no path
            trace = trace.tb_next
        self.logger.error("%s at %s: %s", kind.__name__ if kind else "Error", request.endpoint, " > ".join(steps))


def build(config: Config | None = None, read: FormReader | None = None) -> Flask:
    """The whole application."""
    config = config or Config.of(os.environ)
    home = config.home.resolve()
    app = Site("webapp", template_folder="pages", instance_path=str(home))
    app.config.update(
        SECRET_KEY=config.secret_key(),
        MAX_CONTENT_LENGTH=BODY_SIZE,
        MAX_FORM_MEMORY_SIZE=CARRIED_SIZE,
        MAX_FORM_PARTS=PARTS,
        SEND_FILE_MAX_AGE_DEFAULT=60 * 60,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    app.extensions["reader"] = read or _NoReader()
    app.extensions["settings"] = config
    app.jinja_env.globals.update(clause_slug=law_pages.slug)
    app.jinja_env.filters.update(written=written, sentence=_sentence, pacific=visits.day_and_time_of)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    security.init_app(app, https=config.https)
    app.before_request(demand_a_whole_body)
    CSRFProtect(app)
    errors.init_app(app)
    sending.init_app(app)
    kept.init_app(app, config)
    provider.init_app(app)
    admission.init_app(app)
    for rooms, audience in (
        (PUBLIC, Audience.EVERYBODY),
        (FILLING_IN, Audience.VISITOR),
        (ASKED_BY_LINK, Audience.LINK),
        (WORKING, None),
    ):
        admission.register(app, [room.bp for room in rooms], audience)
    app.context_processor(menu.for_pages)
    return app


def _sentence(text: str) -> str:
    """The same words, begun as a sentence is."""
    return text[:1].upper() + text[1:]


class _NoReader:
    """Stands where no guarded process was started: a PDF is never read without it."""

    def __call__(self, _: bytes) -> Reading:
        raise refusal("not_reading")

    def package(self, _: bytes) -> Package:
        raise refusal("not_reading")

    def attachment(self, _: bytes) -> Attached:
        raise refusal("not_reading")

    def crops(self, _: bytes, __: Sequence[str], *, printed: bool = False) -> dict[str, Crop]:
        del printed
        raise refusal("not_reading")

    @property
    def isolation(self) -> Isolation:
        raise refusal("not_reading")
