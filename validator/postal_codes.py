"""Which ZIP codes belong to which state, by their first three digits (U.S. Postal Service, L002 labeling list)."""

from __future__ import annotations

import re

PREFIXES = {
    "AL": "350-369", "AK": "995-999", "AZ": "850-865", "AR": "716-729", "CA": "900-961", "CO": "800-816",
    "CT": "060-069", "DE": "197-199", "DC": "200-205 569", "FL": "320-349", "GA": "300-319 398-399", "HI": "967-968",
    "ID": "832-838", "IL": "600-629", "IN": "460-479", "IA": "500-528", "KS": "660-679", "KY": "400-427",
    "LA": "700-714", "ME": "039-049", "MD": "206-219", "MA": "010-027 055", "MI": "480-499", "MN": "550-567",
    "MS": "386-397", "MO": "630-658", "MT": "590-599", "NE": "680-693", "NV": "889-898", "NH": "030-038",
    "NJ": "070-089", "NM": "870-884", "NY": "005 063 100-149", "NC": "270-289", "ND": "580-588", "OH": "430-459",
    "OK": "730-749", "OR": "970-979", "PA": "150-196", "RI": "028-029", "SC": "290-299", "SD": "570-577",
    "TN": "370-385", "TX": "733 750-799 885", "UT": "840-847", "VT": "050-054 056-059", "VA": "201 220-246",
    "WA": "980-994", "WV": "247-268", "WI": "530-549", "WY": "820-831 834", "PR": "006-007 009", "VI": "008",
    "GU": "969", "MP": "969", "AS": "967",
}  # fmt: skip

NAMES = {
    "alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA", "calif": "CA",
    "colorado": "CO", "connecticut": "CT", "delaware": "DE", "district of columbia": "DC", "florida": "FL",
    "georgia": "GA", "hawaii": "HI", "idaho": "ID", "illinois": "IL", "indiana": "IN", "iowa": "IA", "kansas": "KS",
    "kentucky": "KY", "louisiana": "LA", "maine": "ME", "maryland": "MD", "massachusetts": "MA", "michigan": "MI",
    "minnesota": "MN", "mississippi": "MS", "missouri": "MO", "montana": "MT", "nebraska": "NE", "nevada": "NV",
    "new hampshire": "NH", "new jersey": "NJ", "new mexico": "NM", "new york": "NY", "north carolina": "NC",
    "north dakota": "ND", "ohio": "OH", "oklahoma": "OK", "oregon": "OR", "pennsylvania": "PA", "rhode island": "RI",
    "south carolina": "SC", "south dakota": "SD", "tennessee": "TN", "texas": "TX", "utah": "UT", "vermont": "VT",
    "virginia": "VA", "washington": "WA", "west virginia": "WV", "wisconsin": "WI", "wyoming": "WY",
    "puerto rico": "PR", "guam": "GU",
}  # fmt: skip


def disagree(state: str, postal_code: str) -> bool:
    """Whether a U.S. state and a ZIP code cannot belong together; anything foreign or unknown never disagrees."""
    plain = re.sub(r"[^a-z ]", "", state.casefold()).strip()
    known = NAMES.get(plain) or (plain.upper() if plain.upper() in PREFIXES else None)
    digits = re.fullmatch(r"(\d{3})\d{2}(?:[- ]?\d{4})?", postal_code.strip(), re.ASCII)
    if known is None or digits is None:
        return False
    prefix = int(digits[1])
    bounds = (span.partition("-") for span in PREFIXES[known].split())
    return not any(int(first) <= prefix <= int(last or first) for first, _, last in bounds)
