# Each target sets up what it needs, in .venv and node_modules; the second time only what changed.
#   make archive    build the sample archive; FROM=folder-or-file builds one of your articles, in SITE (default my-archive)
#   make serve      look at it: http://127.0.0.1:8000/
#   make test       every test: Python, browser, JavaScript
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.PHONY: archive serve test lint types layers bench clean
MAKEFLAGS += --no-print-directory

SITE ?= .
JOBS ?= auto

archive: .venv/.run
	@bash scripts/archive.sh

serve: .venv/.run
	@.venv/bin/arsheef serve --site "$(SITE)"

test: .venv/.test node_modules/.package-lock.json
	@bash scripts/provide.sh node chromium driver fonts
	.venv/bin/pytest -n $(JOBS) --maxprocesses 8
	PYTHONPATH=.venv/whoosh-2.7.4 .venv/bin/pytest tests/test_search_*.py
	node --test tests/js/*.test.js

lint: .venv/.test node_modules/.package-lock.json
	.venv/bin/ruff check .
	node scripts/lint_workflows.mjs .github/workflows/*.yml plugins/arsheef/site/skeleton/*.yml

types: .venv/.test node_modules/.package-lock.json
	.venv/bin/mypy
	node_modules/.bin/tsc --project .

layers: .venv/.test
	.venv/bin/pytest tests/test_layers.py

bench: .venv/.test
	@bash scripts/provide.sh node
	.venv/bin/python bench/quality.py
	.venv/bin/python bench/extraction.py

clean:
	rm -rf .venv .arsheef output node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/.run: pyproject.toml scripts/venv.sh
	@bash scripts/venv.sh
	@touch $@

.venv/.test: .venv/.run
	@bash scripts/venv.sh test lint bench
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade --target .venv/whoosh-2.7.4 whoosh==2.7.4
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json
	@bash scripts/provide.sh node npm
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@
