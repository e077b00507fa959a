"""What is policy and not law: settings of an installation, called policy wherever they show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """The settings that findings rest on; none of them ever makes an error."""

    training_valid_years: int = 2
    """Age of a training certificate from which staff are asked; the Department's renewal page says 2 years."""
    soc2_valid_months: int = 12
    """Age of a SOC 2 period from which staff are asked; custom, not law."""
    few_words: int = 8
    """Fewer words than this are called only a few."""
    ask_about_typed_signatures: bool = True
    free_mail: frozenset[str] = frozenset(
        {
            "aol.com", "gmail.com", "gmx.com", "gmx.de", "googlemail.com", "hotmail.com", "icloud.com", "live.com",
            "mail.com", "me.com", "msn.com", "outlook.com", "proton.me", "protonmail.com", "qq.com", "yahoo.com",
            "yandex.com", "zoho.com",
        }
    )  # fmt: skip


POLICY = Policy()
