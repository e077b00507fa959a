"""What the letters of boards and committees say: approved or not, until when, under which law."""

from __future__ import annotations

import re
from collections.abc import Iterable

from validator.papers.dates import Dated, dated, last_days
from validator.papers.paper import Paper, Passage
from validator.papers.phrases import phrases
from validator.papers.sentences import sentences

APPROVED = phrases(
    "approved", "approve", "approves", "approval", "determined to be exempt", "determined exempt",
    "exempt determination", "exempt status", "exemption", "certified as exempt", "is exempt",
    "favourable opinion", "favorable opinion", "favourable ethical opinion", "favorable ethical opinion",
    "positive opinion", "positive vote", "positive decision", "no objection*", "no ethical objection*",
    "ethical clearance", "ethics clearance", "clearance certificate", "clearance is granted",
    "clearance has been granted", "ethically acceptable", "ethical permission",
)  # fmt: skip
_REST = 120
"""Characters that the rest of a sentence may have."""
HELD_BACK = phrases(
    "was not approved", "is not approved", "has not been approved", "not yet approved", "could not be approved",
    "has not approved", "did not approve", "disapproved", "deferred your", "decision deferred", "was deferred",
    "modifications required to secure approval", "modifications required before approval", "requires modifications",
    "conditionally approved", "conditional approval", "approval is contingent", "contingent approval",
    "approval is pending", "approval is withheld", "approval is suspended", "approval was suspended",
    "approval is terminated", "approval was terminated", "approval has lapsed", "provisionally approved",
    "provisional opinion", "unfavourable opinion", "unfavorable opinion", "unfavourable ethical opinion",
    "unfavorable ethical opinion", "negative opinion", "negative vote", "clearance is not granted",
    "clearance has not been granted", "clearance is pending", "clearance is withheld", "objections remain",
    "approval is|was withdrawn|revoked|denied|refused|deferred",
    "approval has been withdrawn|revoked|suspended|terminated|denied|refused|withheld|deferred",
    "approval withdrawn|revoked|denied|withheld|deferred", "approval is|was not granted",
    "approval has not been granted", "returned for revision",
    "approval|approved in principle", "approval|approved pending", "not an approval letter|notice",
    "study|project|protocol|application|submission was|is rejected|declined|refused|denied|tabled|suspended",
    "study|project|protocol|application|submission has been rejected|declined|refused|denied|tabled|suspended",
    "study|project|protocol has been closed|terminated",
    "decided|resolved|voted not to approve", "declined|unable to approve", "cannot approve", "cannot be approved",
    "revise and resubmit", "revisions required", "action|decision|outcome|result tabled|pending|deferred|rejected",
    "status pending|tabled|deferred|suspended|closed|withdrawn|expired",
)  # fmt: skip
"""What a letter says that is no approval, or not yet one; told, and judged by a person."""
_ONLY_IF = re.compile(
    r"\b(?:(?:if|when|whenever|once|unless|where|in case|in the event)\b[^.,;:]{0,30}|"
    r"(?:after|should|(?:may|might|could) (?:have|see))\b[^.,;:]{0,15}|\b(?:otherwise|will mean)\b[^.;:]{0,15}|"
    r"\b(?:that|no|previous|prior|earlier) )$",
    re.IGNORECASE,
)
"""What makes that a thing that may come, just before it: you are not told when your approval has lapsed."""
_SINCE_MET = re.compile(
    r"(?:(?!\b(?:until|once|after|when|before|unless|if|because|as|since|no|not)\b)[^.;])*?"
    r"\b(?:was|were|has been|have been|are|is)(?: now)? "
    r"(?:met|made|received|reviewed|satisfied|addressed|lifted|resolved|accepted)\b",
    re.IGNORECASE,
)
"""What makes it a thing of the past, in the rest of its sentence: the conditions of the provisional opinion are met."""

FEDERAL = phrases(
    "45 CFR", "45CFR*", "45 C F R", "21 CFR", "38 CFR", "28 CFR", "Common Rule", "federal", "DHHS", "HHS", "OHRP",
    "Office for Human Research Protections", "HIPAA", "U S regulations", "Department of Health and Human Services",
    "Code of Federal Regulations",
)  # fmt: skip
STATE = phrases(
    "California law*", "law of California", "laws of California", "law of the State", "laws of the State",
    "California statute*", "California requirement*", "California regulation*", "California privacy",
    "California Civil Code", "Civil Code", "Health and Safety Code", "Health Safety Code", "Information Practices Act",
    "state law*", "state statute*", "state regulation*", "state requirement*", "state and federal", "federal and state",
    "federal state and local", "federal state", "Cal Civ Code", "Civ Code", "Penal Code", "California Constitution",
    "Cal Code Regs", "California Code of Regulations", "Welfare and Institutions Code", "Cal Health",
    "Confidentiality of Medical Information Act", "CMIA", "H S Code", "Cal H S", "laws of this State",
    "state and local", "local state", "California|Californian legislation", "Human Subjects in Medical Experimentation",
    "Experimental Research Subject*",
)  # fmt: skip

EXPIRES = phrases(
    "expiration date", "expiration", "expiry of ethical approval", "expiry of ethics approval", "expiry of approval",
    "expiry date", "expiry", "approval expires", "expires", "will expire",
    "date of expiration", "expiration of approval", "approval ends", "approval end date", "end approval date",
    "end date", "end of approval", "approved through", "approved until", "valid until", "valid through",
    "approval valid to", "in force until", "in force through", "in effect until", "in effect through",
    "approval period ends", "lapses on", "will lapse on", "good through", "not continue past", "not continue beyond",
    "approved to", "approval lapses", "termination of approval", "approval termination date", "approval will end",
    "ends on", "ends", "valid till", "valid to", "end of validity", "validity ends", "in force up to",
    "effective through", "effective until", "year until", "year through", "months until", "months through",
)  # fmt: skip
PERIOD = phrases(
    "approval period", "approved for the period", "period of approval", "approval dates", "approved from",
    "approval from", "valid from", "valid", "effective dates", "in effect from", "period of validity",
    "validity period", "validity", "term of approval", "year from", "months from", "runs from",
)  # fmt: skip
OTHER_DATES = phrases(
    "approval date", "approved on", "approved", "date approved", "date of approval", "initial approval",
    "current approval", "original approval", "last approval", "effective date", "effective", "date of review",
    "review date", "reviewed on", "meeting date", "date of meeting", "date submitted", "submitted", "date received",
    "received", "date of letter", "start approval date", "start date", "approval effective", "date",
)  # fmt: skip
OPEN_ENDED = phrases(
    "no expiration date", "no expiration", "does not expire", "not expire", "without an expiration date",
    "no end date", "expiration date N/A", "expiration N/A", "expiration date not applicable",
    "expiration not applicable", "expires N/A", "expiration date none", "expiration date does not apply",
    "continuing review is not required", "continuing review not required", "no continuing review",
    "continuing review does not apply",
)  # fmt: skip

BASES = {
    "exempt": phrases("exempt", "exemption"),
    "expedited": phrases("expedited"),
    "analysis_only": phrases("data analysis", "analysis of data", "analyses only", "analysis only"),
}
"""The reasons why an approval carries no expiration date, as the form names them, and how letters write them."""

COMMITTEE = phrases("Committee for the Protection of Human Subjects", "CPHS")
AGREEMENT = phrases(
    "written agreement", "reciprocity agreement", "reliance agreement", "memorandum of understanding",
    "memorandum of agreement", "agreement with", "reciprocity", "MOU", "authorization agreement",
    "interagency agreement", "delegation agreement",
)  # fmt: skip
REVIEWED = phrases("review", "reviewed", "reviews", "determin*", "finds", "found", "finding*")
DATA_SECURITY = phrases(
    "1798.24",
    "data security approval*",
    "data security requirement*",
    "determination on data security",
    "data security determination",
)
_SECURITY = phrases("1798.24", "data security")
_UNSETTLED = phrases(
    "pending", "outstanding", "unresolved", "unsatisfied", "incomplete", "insufficient", "deferred", "awaiting",
    "withheld", "has not yet", "have not yet", "is not yet", "are not yet", "not satisfied", "not been satisfied",
    "not met", "not been met", "not determined", "not been determined", "not approved", "not been approved",
    "not complete", "not been completed", "did not find", "does not find", "did not determine", "cannot determine",
    "could not determine", "unable to determine", "to be determined", "will be determined", "under review",
    "are conditional|contingent", "remain|remains open", "tabled", "postponed", "no determination",
    "no view", "not include the|a|any data|determination|review",
    "not reviewed|considered|addressed", "not been reviewed|considered|addressed",
    "determination|review|approval|approvals will follow", "determination none",
)  # fmt: skip
"""How a sentence on data security says that it is not settled, or not yet."""
_NONE_OF_IT = re.compile(r"\b(?:no|none|nothing|without|no longer)\b[^.;:]{0,30}$", re.IGNORECASE)
"""What turns that round when it stands before it: no stipulations outstanding."""

NUMBERED = re.compile(
    r"\b(?:(?:IRB|protocol|study|application|project|submission|reference|approval)[ \n]?(?:number|no\.?|id|#)|"
    r"our reference|protocol|IRB)[ \n:#]{1,3}(?P<number>(?=[\w./-]*\d)\w[\w./-]{3,30}\w)",
    re.IGNORECASE,
)
TITLED = re.compile(
    r"(?:\b(?:study|project|protocol|research) title|\btitle of (?:the )?(?:study|project|research)|\btitle|\bentitled)"
    r"[ \n:]{1,3}(?P<title>[^\n]{6,160})",
    re.IGNORECASE,
)
RESPONSIBLE = re.compile(
    r"\b(?i:principal investigator|lead researcher|responsible investigator|investigator|PI)[ \n:]{1,3}"
    r"(?P<name>[A-Z][\w.'-]+(?:,? [A-Z][\w.'-]*){1,4})"
)
"""What letters call the number, the title and the person by: to be quoted where it is another than the form's."""


def held_back(papers: Iterable[Paper]) -> Passage | None:
    """Where papers say that a study is not approved, or not yet; not what becomes of it in some case."""
    for paper in papers:
        for number, match in paper.found(HELD_BACK):
            page = paper.pages[number]
            only_if = _ONLY_IF.search(page, max(0, match.start() - 60), match.start())
            if not only_if and not _SINCE_MET.match(page, match.end(), match.end() + _REST):
                return paper.passage(number, *match.span())
    return None


def unsettled(paper: Paper) -> Passage | None:
    """Where a paper says that data security is not determined, or not yet."""
    for number, begin, end in sentences(paper, _SECURITY):
        sentence = paper.pages[number][begin:end]
        for match in _UNSETTLED.finditer(sentence):
            if not _NONE_OF_IT.search(sentence[: match.start()]):
                return paper.passage(number, begin + match.start(), begin + match.end())
    return None


def expirations(papers: Iterable[Paper]) -> list[Dated]:
    """The days that papers name as the last of an approval."""
    return [one for paper in papers for one in (*dated(paper, EXPIRES, OTHER_DATES), *last_days(paper, PERIOD))]
