"""Names, titles and numbers looked for in a paper, however it breaks and spells them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from validator.names import mentions, mentions_in_a_column
from validator.papers.paper import Paper, Token
from validator.papers.phrases import plain
from validator.papers.scripts import is_written_otherwise, latin

_WORD = re.compile(r"[^\W_]+")
_SHORT = 3
"""Words of as many letters or fewer say little: papers leave them out, or others in."""
_NEARLY = 6
"""Words of as many letters or more may differ in one of them."""
_MOST_SIGNS = 6
"""Letters with signs in a word that are looked for as others."""
_BESIDE = 6
"""Words of some length that may stand beside the lines of a name."""
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
"""Letters with signs, as those spell them whose keys don't have them; that they leave the sign out is known besides."""
_MAY_BE_SPELT = re.compile(r"[äöüåø]|ae|oe|ue|aa|[aou]\u0308|a\u030a", re.IGNORECASE)
_COMPANY = frozenset(
    plain(word)
    for word in (
        "llp", "llc", "inc", "incorporated", "pc", "ltd", "limited", "plc", "corp", "corporation", "co", "company",
        "gmbh", "pty", "the",
    )
)  # fmt: skip
"""Words of a company's name that papers leave out."""
_NUMBER_WORDS = frozenset(
    plain(word) for word in ("irb", "no", "nr", "number", "protocol", "study", "project", "application", "id")
)


def names_person(paper: Paper, name: str, *, initials: bool = True) -> bool:
    """Whether a paper names a person: in any order, with initials, without accents, with slips of reading."""
    return any(
        page_names(page, name, initials=initials, recognised=number in paper.recognised)
        for number, page in enumerate(paper.pages)
    )


@lru_cache(4096)
def page_names(page: str, name: str, *, initials: bool = True, recognised: bool = False) -> bool:
    """Whether a page names a person; on one that was read off a picture, letters with signs may be read as others."""
    if mentions(page, name, initials=initials) or mentions_in_a_column(page, name):
        return True
    if recognised and not name.isascii() and mentions(_as_spelt(page, name), name, initials=initials):
        return True
    if re.search(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", name):
        return "".join(name.split()) in "".join(page.split())
    if is_written_otherwise(name) and mentions(latin(page), latin(name), initials=initials):
        return True
    if _MAY_BE_SPELT.search(name) and mentions(_spelt(page), _spelt(name), initials=initials):
        return True
    return mentions(_mistaken(page), _mistaken(name), initials=initials)


@lru_cache(1024)
def says(paper: Paper, words: str) -> bool:
    """Whether a paper holds a title or the name of a body: its words in order, however they are divided."""
    wanted = [word for one in _WORD.findall(words) if (word := plain(one)) not in _COMPANY]
    here = [token.plain for token in paper.tokens if token.plain not in _COMPANY]
    if _is_joined_in(wanted, here):
        return True
    wanted, here = ([word for word in each if _has_weight(word)] for each in (wanted, here))
    return len(wanted) > 1 and (_is_joined_in(wanted, here) or _is_nearly_in(wanted, here))


def says_apart(paper: Paper, words: str) -> bool:
    """Whether the words of a name stand near one another, in any order: “Azure Government” and its maker elsewhere."""
    wanted = {word for one in _WORD.findall(words) if _has_weight(word := plain(one)) and word not in _COMPANY}
    here = [token.plain for token in paper.tokens]
    reach = len(wanted) + _BESIDE
    return len(wanted) > 1 and any(wanted <= set(here[start : start + reach]) for start in range(len(here)))


def says_in_columns(paper: Paper, words: str) -> bool:
    """Whether the pages of a paper that are pictures hold a name over several lines, each with others beside it."""
    wanted = [word for one in _WORD.findall(words) if _has_weight(word := plain(one))]
    here = [token.plain for token in paper.tokens if token.page in paper.recognised and _has_weight(token.plain)]
    return len(wanted) > 2 and any(
        _is_scattered_in(wanted, here[start : start + len(wanted) + _BESIDE]) for start in range(len(here))
    )


def _is_scattered_in(wanted: list[str], here: list[str]) -> bool:
    """Whether the words stand there in their order, with whatever between them."""
    rest = iter(here)
    return all(any(_alike(word, other) for other in rest) for word in wanted)


def _is_joined_in(wanted: list[str], here: list[str]) -> bool:
    joined = "".join(wanted)
    return len(joined) >= _NEARLY and joined in "".join(here)


def _is_nearly_in(wanted: list[str], here: list[str]) -> bool:
    return any(
        all(_alike(one, other) for one, other in zip(wanted, here[start : start + len(wanted)], strict=True))
        for start in range(len(here) - len(wanted) + 1)
        if _alike(wanted[0], here[start])
    )


@lru_cache(1024)
def says_number(paper: Paper, number: str) -> bool:
    """Whether a paper holds the number of an application, however it is divided."""
    parts = [plain(part) for part in _WORD.findall(number)]
    bare = [part for part in parts if part not in _NUMBER_WORDS]
    return any(_is_said(paper.tokens, wanted) for wanted in (bare, parts) if wanted)


def _is_said(tokens: tuple[Token, ...], parts: list[str]) -> bool:
    """Whether the parts of a number stand in a row, or together, or the whole divided in another way."""
    wanted = [_without_letters(parts[0]), *parts[1:]]
    joined = "".join(wanted)
    return any(
        _without_letters(token.plain) == joined
        or (len(wanted) == 1 and _is_divided(tokens[place : place + 4], joined))
        or _follow(tokens[place : place + len(wanted)], wanted)
        for place, token in enumerate(tokens)
    )


def _follow(tokens: tuple[Token, ...], wanted: list[str]) -> bool:
    here = [token.plain for token in tokens]
    return len(here) == len(wanted) and [_without_letters(here[0]), *here[1:]] == wanted


def _is_divided(tokens: tuple[Token, ...], joined: str) -> bool:
    """Whether the first of these, put together, are a number that was written in one piece."""
    parts = [token.plain for token in tokens]
    parts[:1] = [_without_letters(parts[0])]
    return any("".join(parts[:count]) == joined for count in range(2, len(parts) + 1))


def _without_letters(part: str) -> str:
    """A part of a number without the letters of a board before it: IRB00012 and 00012 are the same."""
    for word in _NUMBER_WORDS:
        if part.startswith(word) and len(part) > len(word) + 2:
            return part.removeprefix(word)
    return part


def _has_weight(word: str) -> bool:
    return len(word) > _SHORT or any(sign.isdigit() for sign in word)


def _alike(one: str, other: str) -> bool:
    """Whether two plain words are the same, or differ in one letter of many."""
    if one == other:
        return True
    if min(len(one), len(other)) < _NEARLY or abs(len(one) - len(other)) > 1 or any(map(str.isdigit, one + other)):
        return False
    shorter, longer = sorted((one, other), key=len)
    place = next((n for n, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    return shorter[place + (len(one) == len(other)) :] == longer[place + 1 :]


def _as_spelt(page: str, name: str) -> str:
    """The words of a page, each that may be a word of the name read wrongly where that has signs spelt as it is."""
    words = re.split(r"[^\w@$€£]+|_", page)
    for wanted in _WORD.findall(name):
        plain_letters = sum(map(str.isascii, wanted))
        if plain_letters >= _SHORT and len(wanted) - plain_letters <= _MOST_SIGNS:
            read = re.compile("".join(sign if sign.isascii() else r"\S{0,2}" for sign in wanted), re.IGNORECASE)
            words = [wanted if read.fullmatch(word) else word for word in words]
    return " ".join(words)


def _spelt(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold()).translate(_SPELT)


def _mistaken(text: str) -> str:
    return " ".join(plain(word) for word in text.replace(".", " ").split())
