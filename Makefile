# Everything is run from the checkout, in a virtual environment that is made when it is missing.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8000
OUT ?=
# How tests are run beside each other: by whole files, since those share what is dear to make.
TOGETHER ?= -n auto --maxprocesses 4 --dist loadfile
export PORT

.DEFAULT_GOAL := help
.PHONY: help run test test-all check form bench clauses look

help: ## list what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: export DATAREQUEST_DEMO ?= 1
run: $(VENV)/run ## start the service on http://127.0.0.1:8000 (PORT=), data in ./var (DATAREQUEST_HOME=)
	$(PY) -m webapp.cli serve

test: $(VENV)/test ## the tests that a developer runs, on all processors (TOGETHER= for one); says what was skipped
	$(PY) -m pytest -q $(TOGETHER) -m "not slow"

test-all: $(VENV)/test ## the slow tests and those with real programs too, one after the other: some of them wait by the clock
	$(PY) -m pytest -q

check: $(VENV)/test ## lint, format, types, and the arrow between the rooms
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-logo

form: $(VENV)/test ## draw forms/application.pdf anew from the questions (needs Pango)
	$(PY) -m forms.build

bench: $(VENV)/test ## measure speed as ratios (OUT=file.json)
	$(PY) -m bench $(OUT)

clauses: $(VENV)/run ## print every clause of 964 and 966, and what states it
	$(PY) -m webapp.cli clauses

look: $(VENV)/test ## draw every page, form and letter as pictures on one sheet, var/look/index.html (needs Chromium)
	$(PY) -m look

$(VENV)/run: requirements/run.txt
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/test: $(VENV)/run requirements/test.txt
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@
