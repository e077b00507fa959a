"""Every table that the service keeps, and what each column means."""

from webapp.storage.tables.accounts import account_log, accounts, recovery_codes, sessions, sign_in_attempts
from webapp.storage.tables.applications import events, numbers, submissions, work_list, work_words
from webapp.storage.tables.bringing import confirmations
from webapp.storage.tables.certifying import asking_steps, askings, covered, voids
from webapp.storage.tables.corresponding import batch_items, batches, letters
from webapp.storage.tables.delivering import mails, replays
from webapp.storage.tables.filling import attachments, codes, drafts, files, links, signatures
from webapp.storage.tables.pace import case_clocks, case_steps
from webapp.storage.tables.sealing import records, seals
from webapp.storage.tables.settings import closures, letterheads
from webapp.storage.tables.shared import ID, NAMING, NUMBER, SHA256, metadata
from webapp.storage.tables.working import desk

__all__ = [
    "ID",
    "NAMING",
    "NUMBER",
    "SHA256",
    "account_log",
    "accounts",
    "asking_steps",
    "askings",
    "attachments",
    "batch_items",
    "batches",
    "case_clocks",
    "case_steps",
    "closures",
    "codes",
    "confirmations",
    "covered",
    "desk",
    "drafts",
    "events",
    "files",
    "letterheads",
    "letters",
    "links",
    "mails",
    "metadata",
    "numbers",
    "records",
    "recovery_codes",
    "replays",
    "seals",
    "sessions",
    "sign_in_attempts",
    "signatures",
    "submissions",
    "voids",
    "work_list",
    "work_words",
]
