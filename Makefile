# Python 3.11, 3.12 or 3.13; `make PYTHON=/path/to/python3.12 …` picks one.
PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11,\
	$(shell $(p) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $(p))))
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test lint format wheel lock clean

help:  ## what there is to make
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

.venv/installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Faktograph needs Python 3.11, 3.12 or 3.13: install one, or name it: make PYTHON=/path/to/python3.12" >&2; exit 2; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps -e .
	@touch $@

demo: .venv/installed  ## ingest the bundled newsroom over HTTP and show what it says
	$(BIN)/faktograph demo

test: .venv/installed  ## the whole test suite
	$(BIN)/python -m pytest

lint: .venv/installed  ## format, lint and types, as CI checks them
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: .venv/installed  ## put the code in form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

wheel: .venv/installed  ## dist/*.whl, with migrations and weights inside
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

lock: .venv/installed  ## resolve the dependencies anew
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --python-version 3.11 pyproject.toml \
		--extra postgres --extra dask --extra parquet --group test --group lint \
		--output-file requirements.lock --upgrade

clean:  ## everything that was made
	rm -rf .venv dist build
