# Needs Python 3.11 (or later) and make; everything else is installed into .venv.
# `## text` after a target is its line in `make help`.

SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3)
export XINQIAO_HOME ?= $(CURDIR)/var
export PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Two test processes: the smallest machine we promise anything for has two cores.
WORKERS ?= 2
export WORKERS
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help setup run test check test-long test-measured test-postgresql fmt translations requirements dev clean browser

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-18s %s\n' "$$name" "$$text"; done

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed; name it: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than Python 3.11; name another: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	$(PYTHON) -m venv .venv

.venv/.base: requirements/base.txt requirements/build.txt pyproject.toml | .venv/bin/python
	$(PIP) install --no-deps --require-hashes -r requirements/base.txt -r requirements/build.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.base
	$(PIP) install --no-deps --require-hashes -r requirements/dev.txt
	@touch $@

setup: .venv/.base ## install only: .venv/bin/xinqiao is there afterwards
	@$(BIN)/python tools/translations.py compile

dev: setup .venv/.dev

run: setup ## serve the product with an invented city on http://127.0.0.1:$PORT (8000), state in $XINQIAO_HOME (./var)
	@XINQIAO_DEMO=1 $(BIN)/xinqiao demo
	@XINQIAO_DEMO=1 exec $(BIN)/xinqiao serve --port $(PORT)

test: dev browser ## run the tests on the embedded database, and on PostgreSQL where one answers
	@tools/test

test-postgresql: dev ## run the database tests on the PostgreSQL of TEST_DATABASE_URL or the local socket only
	@tools/test postgresql

test-long: dev browser ## run the long tests: property tests and state machines with many examples
	XINQIAO_EXAMPLES=long $(PYTEST) -m "long or not long"

test-measured: dev ## run the long tests of the language room: what models are worth on real petitions, where they are present
	$(PYTEST) -m long tests/language

check: dev ## run every static check and say how many failed
	@tools/check

fmt: dev ## put the code in its usual form
	$(BIN)/ruff check --fix --quiet src tests tools || true
	$(BIN)/ruff format src tests tools

translations: dev ## gather the words of the pages, draft 繁體 from 简体, compile, and list what is missing
	$(BIN)/python tools/translations.py update

requirements: dev ## make the hashed requirements anew from pyproject.toml
	tools/requirements

browser:
	@tools/browser

clean: ## remove what the tools made; keeps the data in $XINQIAO_HOME
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage* htmlcov build dist
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
