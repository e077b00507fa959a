"""What letters of affiliation say: how somebody belongs to an institution, or no longer does."""

from __future__ import annotations

import re
from datetime import date

from validator.papers.dates import dated, dates_in, last_days
from validator.papers.paper import Paper, Passage
from validator.papers.phrases import phrases
from validator.papers.sentences import sentences

AFFILIATED = phrases(
    "affiliat*", "employ*", "appointed", "appointment", "faculty", "member of", "on the staff", "staff",
    "professor", "works", "scientist", "student", "fellow", "serves as", "is serving as", "serves on", "lecturer",
    "instructor", "researcher at", "holds the position", "holds the post", "holds the rank",
    "holds a position", "holds a post", "tenured", "under the auspices", "under our auspices", "belongs to",
)  # fmt: skip
_ENDED = phrases(
    "no longer affiliated", "no longer employed", "no longer a member", "no longer holds", "no longer works",
    "appointment ended", "appointment has ended", "appointment expired", "employment ended", "employment has ended",
    "affiliation ended", "affiliation has ended", "contract ended", "contract expired", "resigned", "ceased to be",
    "separated from", "formerly employed", "formerly affiliated", "former employee", "former member", "status inactive",
    "status separated", "status terminated", "status former",
    "employment|appointment|affiliation|contract|fellowship terminated|concluded|lapsed",
    "employment|appointment|affiliation|contract|fellowship has terminated|concluded|lapsed", "contract ran out",
    "is not an|a employee|member of the|our|this", "is not affiliated|employed", "has since moved|left|retired",
    "not currently affiliated|employed",
    "has no current",
)  # fmt: skip
_LEFT = phrases(
    "left the|our university|college|institute|institution|faculty|center|school|company", "has left",
    "retired on|in|from", "moved|gone to another", "departed", "terminated on",
)  # fmt: skip
"""Words of somebody who has gone, or came back."""
_TERMS = phrases(
    "appointment|employment|contract period", "period of appointment|employment", "dates of employment|appointment",
    "term of appointment", "appointed|employed from",
)  # fmt: skip
_ENDS = phrases(
    "end of appointment", "appointment ends", "appointment end date", "end of employment", "employment ends",
    "employment end date", "end of contract", "contract ends", "contract end date", "end date", "appointed until",
    "appointed through", "employed until", "employed through", "term ends", "last day of work", "separation date",
)  # fmt: skip
_OTHER_DATES = phrases("date", "date of hire", "hired", "start date", "appointed", "since", "from")
_WAS = re.compile(r"\b(?:was|were|had been|served|worked)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|through|thru|till|to)\s*$", re.IGNORECASE)
_IS = phrases("is")
_STILL = phrases(
    "now", "since", "currently", "current", "at present", "presently", "has been", "remains", "continues", "to date",
    "active", "joined us",
)  # fmt: skip
"""Words of the present: a letter with one of them may tell of an earlier position and of this one."""


def ended(paper: Paper, on: date) -> Passage | None:
    """Where a letter says that the affiliation has ended, or ended on a day before this."""
    last = [one for one in dated(paper, _ENDS, _OTHER_DATES) if one.day < on]
    terms = last_days(paper, _TERMS)
    if terms and all(one.day < on for one in terms):
        last += terms
    return paper.first(_ENDED) or (last[0].passage if last else _gone(paper) or _was_until(paper, on))


def _gone(paper: Paper) -> Passage | None:
    return None if paper.first(_STILL) else paper.first(_LEFT)


def _was_until(paper: Paper, on: date) -> Passage | None:
    """A sentence of the past with a day until which something was so, in a letter that has no word of the present."""
    if paper.first(_STILL):
        return None
    for number, begin, end in sentences(paper, _WAS):
        page = paper.pages[number]
        if _IS.search(page, begin, end):
            continue
        for one in dates_in(paper):
            inside = one.number == number and begin <= one.start < end
            if inside and one.day < on and _UNTIL.search(page[begin : one.start]):
                return one.passage
    return None
