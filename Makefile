# One command runs the service, one passes its tests; `make help` lists all.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PORT ?= 8000
CLIENTS ?= 200
ROUNDS ?= 12
BIN := .venv/bin
FLASK := $(BIN)/flask --app matcher
export PORT

.PHONY: help
help: ## Lists the targets
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 14

.PHONY: run
run: .venv/run.lock translations ## Runs the service on http://127.0.0.1:8000 (PORT=8001, DATABASE_URL=postgresql://…)
	@$(FLASK) db upgrade
	$(FLASK) demo --if-empty
	exec $(FLASK) serve

.PHONY: test
test: chromium .venv/test.lock translations ## Checks the code, then tests it on SQLite, PostgreSQL and Chromium
	@$(MAKE) lint & lint=$$!
	failed=0
	$(BIN)/pytest --numprocesses logical --dist worksteal || failed=$$?
	wait $$lint || failed=$$?
	exit $$failed

.PHONY: storm
storm: .venv/test.lock translations ## 200 clients at once, on both databases, for the last places (CLIENTS=200 ROUNDS=12)
	@exec $(BIN)/python -m tests.storms --clients $(CLIENTS) --rounds $(ROUNDS)

.PHONY: bench
bench: .venv/test.lock translations ## What pages cost, as ratios (OPPORTUNITIES=5000 ROUNDS=7 SECONDS=0.5 DATABASE_URL=…)
	@exec $(BIN)/python -m bench

.PHONY: lint
lint: .venv/test.lock ## Checks style, types and who may import whom
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: lock
lock: .venv/bin/pip ## Writes the lock files again from pyproject.toml, with the newest versions it allows
	@tools/lock

.PHONY: chromium
chromium:
	@tools/chromium

.PHONY: translations
translations: | .venv/run.lock
	@shopt -s nullglob
	for catalog in matcher/translations/*/LC_MESSAGES/*.po; do
	  [ "$${catalog%.po}.mo" -nt "$$catalog" ] || \
	    $(BIN)/pybabel --quiet compile --input-file "$$catalog" --output-file "$${catalog%.po}.mo"
	done

# The stamps are copies of the lock files they were installed from, so a new checkout alone installs nothing.
.venv/run.lock: requirements.lock | .venv/bin/pip
	@tools/install $< $@

.venv/test.lock: requirements-dev.lock .venv/run.lock | .venv/bin/pip
	@tools/install $< $@

.venv/bin/pip:
	@tools/venv $(PYTHON)
