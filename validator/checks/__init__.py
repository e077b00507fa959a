"""What a schema cannot say: one function for one clause, in a registry by data system."""

from collections.abc import Mapping

from validator.checks import carpos
from validator.checks.case import Case, Check

CHECKS: Mapping[str, tuple[Check, ...]] = {"carpos": carpos.CHECKS}

__all__ = ["CHECKS", "Case", "Check"]
