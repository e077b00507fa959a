from __future__ import annotations

import pytest
from flask import Flask

from bench import growth, serving


def test_people_who_fill_in_at_once_are_measured_beside_an_empty_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "PEOPLE", 3)
    monkeypatch.setattr(serving, "SECONDS", 1.0)
    monkeypatch.setattr(serving, "PAUSE", 0.1)
    found = {figure["name"]: figure["value"] for figure in serving.figures()}
    assert found.pop("serving_errors") == 0
    assert len(found) == 4
    assert all(value and value > 0 for value in found.values())


def test_an_answer_that_is_refused_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = serving.Taken()
    serving._ask(1, serving.GET, "/", {}, taken)
    assert taken.errors == 1


def test_growth_is_measured_with_as_many_submissions_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "FEW", 5)
    monkeypatch.setattr(growth, "MANY", 50)
    listed: list[int] = []
    acts = growth._acts

    def counted(app: Flask, number: str) -> object:
        from webapp.storage import work_list

        with growth._store(app).reading() as tx:
            listed.append(len(work_list.page(tx, most=1000)))
        return acts(app, number)

    monkeypatch.setattr(growth, "_acts", counted)
    assert [figure["name"] for figure in growth.figures()] == ["list_growth", "status_growth"]
    assert listed == [5, 50]
