# Needs Python 3.11 or newer and make; everything else is fetched into .venv.
PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
RUN := $(VENV)/bin/python -m
INSTALL := $(RUN) pip install --quiet --disable-pip-version-check

.PHONY: help demo test check bench lock clean

help:  ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/'

demo: $(VENV)/run  ## a fictional case, imported, traced, in your browser
	@$(RUN) headwater demo $(DEMO)

test: $(VENV)/dev  ## all tests, with a real Neo4j server and a real browser where they can be had
	@sh tests/install-tools.sh
	@$(RUN) pytest -n 2 --dist loadfile $(TESTS)

check: test  ## everything: the tests, and that the package builds
	$(RUN) hatchling build -t wheel -d dist

bench: $(VENV)/dev  ## how fast, beside other engines; writes docs/performance.md (BENCH=--quick, BENCH="--reference FILE")
	@$(RUN) headwater bench -o docs/performance.md $(BENCH)

lock: $(VENV)/dev  ## resolve the dependencies anew
	$(RUN) pip install --quiet uv
	$(RUN) uv pip compile pyproject.toml --group build $(LOCK) -o requirements.lock
	$(RUN) uv pip compile pyproject.toml --group build --extra dev $(LOCK) -o requirements-dev.lock

LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	--custom-compile-command "make lock" --upgrade

clean:  ## remove the environment and caches
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Headwater needs Python 3.11 or newer: install it and run make again."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing: on Debian, apt install python3-venv."; rm -rf $(VENV); exit 1; }

$(VENV)/run: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what Headwater needs into $(VENV) (about a minute, once) …"
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: requirements-dev.lock $(VENV)/run
	@echo "Installing what the tests need into $(VENV) …"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
