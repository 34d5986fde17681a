# Every target works alone on a fresh machine with Python 3.11 or newer, make and git: it sets up .venv when that is
# missing and renews it when pyproject.toml or constraints.txt changed.

VENV := .venv
BIN := $(VENV)/bin
SOURCES := pyproject.toml constraints.txt
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo browser test test-slow verify referees planted lint bench faults freeze docs constraints clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

demo: $(VENV)/.core ## run a small example and say where its results are
	$(BIN)/wandel run scenarios/telekom-2012.yaml --replicates 10
	@echo "Each run has its own folder under results/ (see results/README.md)."

test: $(VENV)/.dev browser ## run the tests that take seconds
	$(BIN)/python -m pytest -n 2 -m "not slow"

test-slow: $(VENV)/.dev ## run the tests that take longer
	$(BIN)/python -m pytest -n 2 -m slow

verify: $(VENV)/.dev ## run every known result and write docs/known-results.md
	$(BIN)/python -m tests.science

referees: $(VENV)/.referees ## ask other programs (NDlib, networkx, Mesa) for the same results, write docs/referees.md
	$(BIN)/python -m tests.referees
	$(BIN)/python -m pytest -n 2 tests/referees

planted: $(VENV)/.dev ## plant mistakes in copies of the sources, see which tests notice, write docs/planted.md
	$(BIN)/python -m tests.planted

lint: $(VENV)/.dev ## check style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.bench ## measure the engine beside its peers, e.g. make bench ARGS="--sizes 1000 10000"
	$(BIN)/python -m benchmarks.run $(ARGS)

faults: $(VENV)/.dev ## break runs in every way and count what is lost, e.g. make faults ARGS="--fuzz 100000"
	$(BIN)/python -m tests.faults.campaign $(ARGS)

docs: $(VENV)/.docs ## write the made pages anew and build the site in site/
	$(BIN)/python -m docs.made
	$(BIN)/zensical build -f mkdocs.yml --clean

freeze: $(VENV)/.dev ## renew the digests of the frozen baselines, on purpose (see CONTRIBUTING.md)
	$(BIN)/python -m tests.frozen.frozen

constraints: $(BIN)/python ## resolve all extras afresh and pin what came out
	rm -rf build/resolve
	$(BIN)/python -m venv build/resolve
	build/resolve/bin/python -m pip install --quiet --disable-pip-version-check '.[all]'
	sed -n '/^#/p' constraints.txt > build/constraints.txt
	build/resolve/bin/python -m pip freeze --exclude wandel | LC_ALL=C sort -f >> build/constraints.txt
	mv build/constraints.txt constraints.txt

clean: ## remove builds and caches (keeps .venv and results/)
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -type d -prune -exec rm -rf {} +

browser: # pages are tested in Debian's chromium; installed where that is possible, else those tests say that they lack it
	@command -v chromium >/dev/null || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null \
		|| (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null) || true

# --- the environment -------------------------------------------------------------------------------------------------

$(VENV)/.core: $(SOURCES) | $(BIN)/python
	$(INSTALL) -e .
	@touch $@

$(VENV)/.dev: $(SOURCES) | $(BIN)/python
	$(INSTALL) -e '.[dev]'
	@touch $(VENV)/.core $@

$(VENV)/.bench: $(SOURCES) | $(BIN)/python
	$(INSTALL) -e '.[bench]'
	@touch $(VENV)/.core $@

$(VENV)/.referees: $(SOURCES) | $(BIN)/python
	$(INSTALL) -e '.[dev,referees]'
	@touch $(VENV)/.core $(VENV)/.dev $@

$(VENV)/.docs: $(SOURCES) | $(BIN)/python
	$(INSTALL) -e '.[docs]'
	@touch $(VENV)/.core $@

$(BIN)/python:
	@for python in python3.11 python3.12 python3.13 python3 python; do \
		$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		found=$$python; \
		$$python -c 'import ensurepip, venv' 2>/dev/null || continue; \
		echo "Setting up $(VENV) with $$python (a few minutes the first time)."; \
		exec $$python -m venv --clear $(VENV); \
	done; \
	if [ -n "$$found" ]; then \
		echo "$$found cannot make virtual environments: install its venv module (Debian, Ubuntu: python3-venv)." >&2; \
	else \
		echo "Wandel needs Python 3.11 or newer, and none was found on the path." >&2; \
	fi; \
	exit 1
