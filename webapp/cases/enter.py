"""Entering what came by mail or e-mail: the file is read, a person looks at what it says, and then it is registered."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.exceptions import RequestEntityTooLarge

from forms.attaching.attachment_refusals import TOO_MANY_BYTES, refuse
from forms.fields import UnreadableFormError
from forms.limits import ANSWER, ATTACHMENT_SIZE
from procedure.permission import NotPermittedError
from validator.finding import Stage
from validator.findings import check
from validator.questions import Answers
from webapp import clock
from webapp.attaching.attachments import ACCEPTED, BODY_SIZE
from webapp.attaching.taking_in import reader
from webapp.cases.registering import LEVELS, Arrived, register, said_in
from webapp.cases.typed import as_typed, demand_sound, read_day, read_moment
from webapp.checking.checked import FormReader, Gate, look_at
from webapp.checking.findings_page import in_words
from webapp.filling.drafts import NEW
from webapp.kept import store
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability
from webapp.staff.signed_in import staff
from webapp.storage.files import Kept
from webapp.storage.troubles import NotKeptError
from webapp.uploads import NoUploadError, Upload, chosen_file, only

bp = Blueprint("entering", __name__, url_prefix="/cases/enter")

FIELD = "arrived"
LINES = 50
"""Team Members that can be typed."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read in the file that came; no answers where none came, or it can't be read as a form."""

    answers: Answers
    file: Kept | None = None
    name: str = ""
    notes: tuple[str, ...] = ()
    """What a person should know of the reading."""
    is_form: bool = False
    """Whether it was read as a form, however little stands in it."""

    def carried(self) -> str:
        """All of it, sealed: what comes back is what was read."""
        return str(_sealer().dumps(asdict(self)))


@dataclass(slots=True)
class Typed:
    """What was typed beside it, read field by field."""

    wrong: dict[str, str] = field(default_factory=dict)

    def text(self, name: str, called: str, *, required: bool = False) -> str:
        """A line."""
        text = only(name)
        try:
            demand_sound(text, called, most=ANSWER.most)
        except ValueError as error:
            self.wrong[name] = str(error)
        if required and not text:
            self.wrong[name] = f"{called}: type it as the paper names them; if it names nobody, type “not named”."
        return text

    def lines(self, name: str, called: str) -> list[str]:
        """Several lines."""
        lines = [line.strip() for line in only(name).splitlines() if line.strip()]
        if len(lines) > LINES or any(len(line) > ANSWER.most for line in lines):
            self.wrong[name] = f"{called}: at most {LINES} lines of {ANSWER.most} characters."
        return lines

    def day(self) -> date:
        """The day of receipt, which is not later than today."""
        try:
            day = read_day(only("on"), "Day of receipt")
        except ValueError as error:
            self.wrong["on"] = str(error)
            return clock.today()
        if day > clock.today():
            self.wrong["on"] = "Day of receipt: it has not come yet. Type the day on which it arrived."
        return day

    def hour(self, on: date) -> datetime | None:
        """The hour of receipt, where it is known."""
        if not only("hour"):
            return None
        try:
            return read_moment(f"{as_typed(on)[0]} {only('hour')}", "Hour")
        except ValueError:
            self.wrong["hour"] = f"Hour: “{only('hour')[:20]}” is not an hour. Write it like 16:30, or leave it out."
            return None


@bp.url_value_preprocessor
def _take_larger_bodies(_: str | None, __: dict[str, object] | None) -> None:
    """A scan may be larger than a form; set before anything reads the body."""
    request.max_content_length = BODY_SIZE


@bp.errorhandler(RequestEntityTooLarge)
def too_large(_: RequestEntityTooLarge) -> ResponseReturnValue:
    """The page again, with the limit; the body was not read."""
    return redirect(url_for(".form", too_large=1), 303)


@bp.get("")
@allowed(Capability.WORK_ON_CASES)
def form() -> ResponseReturnValue:
    """The page that takes the file, if there is one."""
    return _form(refuse("too_large", what=TOO_MANY_BYTES) if "too_large" in request.args else None)


@bp.post("")
@allowed(Capability.WORK_ON_CASES)
def look() -> ResponseReturnValue:
    """Read the file, keep it, and show what it says beside what has to be typed."""
    try:
        read = Read(NEW) if only("without") else _read(chosen_file(FIELD))
    except UnreadableFormError as refused:
        return _form(refused), 400 if isinstance(refused, NoUploadError) else 422
    return _register(read, {}, said_in(read.answers))


@bp.post("/register")
@allowed(Capability.WORK_ON_CASES)
def done() -> ResponseReturnValue:
    """Register it: the case exists from then on, complete or not."""
    read, typed = _carried(), Typed()
    on = typed.day()
    arrived = Arrived(
        answers=read.answers,
        form=read.file,
        on=on,
        at=typed.hour(on),
        bona_fide_researcher=typed.text("bona_fide_researcher", "Bona Fide Researcher", required=True),
        research_institution=typed.text("research_institution", "Research institution"),
        data_levels=[level for level in LEVELS if level in request.form.getlist("data_levels")],
        team_members=typed.lines("team_members", "Team Members"),
        application=typed.text("application", "Number of the application"),
    )
    if not typed.wrong:
        try:
            with store().writing() as tx:
                number = register(tx, arrived, by=staff().address, at=clock.now()).application
            return redirect(url_for("case.show", number=number, done=1), 303)
        except NotKeptError as unknown:
            typed.wrong["application"] = f"Number of the application: {unknown.matter} Leave it empty for a new one."
        except NotPermittedError as refused:
            typed.wrong["application"] = f"Number of the application: {refused} Leave it empty for a new application."
    return _register(read, typed.wrong, asdict(arrived)), 422


def _read(upload: Upload) -> Read:
    """The answers of a form; of a scan or another paper that can be kept, only the file."""
    read: FormReader = current_app.extensions["reader"]
    try:
        checked = look_at(upload, Gate(Stage.SUBMIT, clock.today()), read)
    except UnreadableFormError as unread:
        if unread.kind == "not_reading":
            raise
        reader().attachment(upload.content)
        note = f"No answers could be read in it: {unread.message} It is kept as it came; type what you need below."
        return Read(NEW, _put(upload), upload.name, (note,))
    notes = (*(note.message for note in checked.taken.notes), *checked.doubts.values())
    return Read(checked.taken.application, _put(upload), upload.name, tuple(dict.fromkeys(notes)), is_form=True)


def _carried() -> Read:
    try:
        held = _sealer().loads(only("carried"))
    except BadData:
        abort(400)
    file = Kept(**held["file"]) if held["file"] else None
    return Read(held["answers"], file, held["name"], tuple(held["notes"]), held["is_form"])


def _put(upload: Upload) -> Kept:
    return store().files.put(upload.content)


def _sealer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="what arrived")


def _form(refused: UnreadableFormError | None) -> str:
    return render_template(
        "cases/enter.html", refused=refused, field=FIELD, limit=ATTACHMENT_SIZE, accepted=f"{ACCEPTED},.json"
    )


def _register(read: Read, wrong: dict[str, str], said: dict[str, Any]) -> str:
    found = check(read.answers, Stage.SUBMIT, on=clock.today())
    return render_template(
        "cases/register.html", read=read, wrong=wrong, said=said, found=in_words(found), typed=request.form,
        today=clock.today(), carried=read.carried(), levels=LEVELS,
    )  # fmt: skip
