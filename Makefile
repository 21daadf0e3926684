# Everything a fresh machine needs is Python 3.10 or later: each target makes the virtual
# environment itself where it is missing.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/.installed

# A clone from elsewhere must build too, so the public address is handed over; it has one place.
ADDRESS = $(shell sed -n 's/^Homepage = "\(.*\)"/\1/p' pyproject.toml)
SPHINX = $(BIN)/python -m sphinx --keep-going -q -D binderhub_repository=$(ADDRESS)

.PHONY: help book docs test fast lint corners benchmark locale clean

help:  ## say what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /\1: /'

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[book,docs,lint,test]'
	@touch $(READY)

book: $(READY)  ## build the sample book, warnings as errors, and say where to open it
	$(SPHINX) -W -b html book book/_build/html
	@echo "The sample book is built. Open file://$(CURDIR)/book/_build/html/index.html"

docs: $(READY)  ## build the documentation, nitpicky, warnings as errors
	$(SPHINX) -nW -b html docs docs/_build/html
	@echo "The documentation is built. Open file://$(CURDIR)/docs/_build/html/index.html"

test: $(READY)  ## run all tests, with coverage
	$(BIN)/python -m coverage run -m pytest
	$(BIN)/python -m coverage report

fast: $(READY)  ## run the tests that need neither a browser nor a new environment
	$(BIN)/python -m pytest -m 'not slow and not browser'

lint: $(READY)  ## ruff, format, strict mypy
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	$(BIN)/python -m mypy

corners: $(READY)  ## the tests on the corners of what is supported, each where its Python is found
	$(BIN)/python -m tox run

benchmark: $(READY)  ## what the extension costs a build, beside the theme's launch buttons
	$(BIN)/python benchmarks/build_cost.py

locale: $(READY)  ## compile the translations of the badge's words
	$(BIN)/python -m babel.messages.frontend compile --domain sphinx_binderhub --directory sphinx_binderhub/locale

clean:  ## remove what was built
	rm -rf book/_build docs/_build .tox $(VENV)
