from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings

from forms.acroform import read_fields
from forms.document import assemble
from forms.fill import fill
from tests.forms.filling.answered import applications
from tests.forms.filling.filled import assert_no_empty_box


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(applications())
def test_what_is_filled_in_is_read_back(application: dict[str, Any]) -> None:
    filled = fill(application)
    assert assemble(read_fields(filled)).application == application
    assert_no_empty_box(filled)
