# What a person types, and exactly what CI runs. Needs make and Python 3.11 or newer with its venv module.
# Another Python:  make run PYTHON=/path/to/python3.12      Arguments for pytest:  make test ARGS="-k standing"
PYTHON ?=
ARGS ?=
BIN := .venv/bin
PINS := --generate-hashes --strip-extras --no-emit-options --allow-unsafe --quiet

.DEFAULT_GOAL := help
.PHONY: help run test check bench docs translations lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):[^#]*## */  make \1|/' | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

run: .venv/run.stamp ## build the graph, then five answers and what to type next
	@$(BIN)/dutygraph build
	@$(BIN)/python tools/first_answers.py

test: .venv/test.stamp ## prove it
	@$(BIN)/python -m pytest $(ARGS)

check: .venv/test.stamp ## lint and types of the code, lint of vocabulary, questions and repository
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -m lint tests/test_repository.py tests/queries
	@$(BIN)/python -m pytest tests/ontology/test_parse.py tests/ontology/test_house_style.py

bench: .venv/test.stamp ## measure, as ratios in one run
	@$(BIN)/python benchmarks/bench.py $(ARGS)

docs: .venv/run.stamp ## write docs/reference.md from commands, settings and questions, docs/duties.md from provisions
	@$(BIN)/python tools/write_reference.py
	@$(BIN)/python tools/write_duties.py

translations: .venv/run.stamp ## bring the texts to translate up to date, in graph/dutygraph/locale
	@$(BIN)/python tools/translations.py

lock: ## pin the newest versions allowed again, with hashes (with the oldest Python supported)
	@test -x .venv/lock/bin/pip-compile || { $$(tools/find_python "$(PYTHON)") -m venv .venv/lock \
	  && .venv/lock/bin/pip install --quiet --require-hashes -r requirements/lock.txt; }
	@export CUSTOM_COMPILE_COMMAND="make lock" && set -- .venv/lock/bin/pip-compile $(PINS) --upgrade \
	  && "$$@" -o requirements/build.txt requirements/build.in \
	  && "$$@" -c requirements/build.txt -o requirements/run.txt pyproject.toml \
	  && "$$@" -o requirements/test.txt requirements/test.in \
	  && "$$@" -o requirements/lock.txt requirements/lock.in

clean: ## remove what make made: .venv, builds, caches (the workspace .dutygraph stays)
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is newer than what it was made from, so finished work is not repeated.
.venv/run.stamp: requirements/build.txt requirements/run.txt pyproject.toml
	@tools/install requirements/run.txt "$(PYTHON)" && touch $@

.venv/test.stamp: requirements/build.txt requirements/test.txt pyproject.toml
	@tools/install requirements/test.txt "$(PYTHON)" && touch .venv/run.stamp $@

.DEFAULT:
	@echo "make: there is no target \"$@\". Type: make help" >&2; exit 2
