# Every target works alone on a fresh machine with Python 3.11 to 3.15, make and git: it sets up .venv when that is
# missing and renews it when pyproject.toml or constraints.txt changed.

VENV := .venv
BIN := $(VENV)/bin
SOURCES := pyproject.toml constraints.txt
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
SAY = @echo "Installing the libraries of $@ (up to 1 GB; one to five minutes the first time; nothing more is said until it is done)."

.DEFAULT_GOAL := help
.PHONY: help demo browser test test-slow verify referees planted matrix lint bench faults freeze docs constraints clean browser-kernel

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

demo: $(VENV)/.core ## run a small example and say where its results are
	$(BIN)/wandel run scenarios/telekom-2012.yaml --replicates 10
	@echo "Each run has its own folder under results/ (see results/README.md)."

test: $(VENV)/.dev browser ## run the tests that take seconds
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 -m "not slow" # a thread of linear algebra for each of two workers

test-slow: $(VENV)/.dev ## run the tests that take longer
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 -m slow

verify: $(VENV)/.dev ## run every known result and write docs/known-results.md
	$(BIN)/python -m tests.science

referees: $(VENV)/.referees ## ask other programs (NDlib, networkx, Mesa) for the same results, write docs/referees.md
	$(BIN)/python -m tests.referees
	$(BIN)/python -m pytest -n 2 tests/referees

planted: $(VENV)/.dev ## plant mistakes in copies of the sources, see which tests notice, write docs/planted.md
	$(BIN)/python -m tests.planted

matrix: $(VENV)/.dev ## try every Python here with lowest, pinned and newest libraries, e.g. make matrix ARGS="--python 3.12"
	$(BIN)/python -m tests.matrix $(ARGS)

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

browser-kernel: $(VENV)/.dev ## build the kernel for web pages (WebAssembly), which ships in the package
	@command -v wasm-ld >/dev/null || $(INSTALL) -e '.[wasm]'
	$(BIN)/python -m simulation.wasm.building

freeze: $(VENV)/.dev ## renew the digests of the frozen baselines, on purpose (see CONTRIBUTING.md)
	$(BIN)/python -m tests.frozen.frozen

constraints: $(VENV)/.dev ## resolve all extras afresh, for every Python and system, and pin what came out
	mkdir -p build
	sed -n '/^#/p' constraints.txt > build/constraints.txt
	UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1 $(BIN)/uv pip compile --quiet --no-header --no-annotate --universal \
		--python-version 3.11.0 --all-extras --no-emit-package setuptools pyproject.toml >> build/constraints.txt
	mv build/constraints.txt constraints.txt

clean: ## remove builds and caches (keeps .venv and results/)
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -type d -prune -exec rm -rf {} +

browser: # pages are tested in Debian's chromium; installed where that is possible, else those tests say that they lack it
	@command -v chromium >/dev/null || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null \
		|| (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null) || true

# --- the environment -------------------------------------------------------------------------------------------------

$(VENV)/.core: $(SOURCES) | $(BIN)/python
	$(SAY)
	$(INSTALL) -e .
	@touch $@

$(VENV)/.dev: $(SOURCES) | $(BIN)/python
	$(SAY)
	$(INSTALL) -e '.[dev]'
	@touch $(VENV)/.core $@

$(VENV)/.bench: $(SOURCES) | $(BIN)/python
	$(SAY)
	$(INSTALL) -e '.[bench]'
	@touch $(VENV)/.core $@

$(VENV)/.referees: $(SOURCES) | $(BIN)/python
	$(SAY)
	$(INSTALL) -e '.[dev,referees]'
	@touch $(VENV)/.core $(VENV)/.dev $@

$(VENV)/.docs: $(SOURCES) | $(BIN)/python
	$(SAY)
	$(INSTALL) -e '.[docs]'
	@touch $(VENV)/.core $@

$(BIN)/python:
	@for python in python3.11 python3.12 python3.13 python3.14 python3.15 python3 python; do \
		$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 16))' 2>/dev/null || continue; \
		found=$$python; \
		$$python -c 'import ensurepip, venv' 2>/dev/null || continue; \
		echo "Setting up $(VENV) with $$python (a few minutes the first time)."; \
		exec $$python -m venv --clear $(VENV); \
	done; \
	if [ -n "$$found" ]; then \
		echo "$$found cannot make virtual environments: install its venv module (Debian, Ubuntu: python3-venv)." >&2; \
	else \
		echo "Wandel needs Python 3.11 to 3.15, and none was found on the path." >&2; \
	fi; \
	exit 1
