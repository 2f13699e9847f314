# Two commands do everything: `make site` builds the site, `make test` checks the program. Each sets up what it needs
# and is quick when that is there already. `make help` lists the rest.

SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

# make site PYTHON=/path/to/python3.12 chooses another Python than the first that is 3.11 or newer.
export PYTHON

BIN := .venv/bin
NODE_BIN := node_modules/.bin
# The folders that hold Python; some appear only as the project grows.
CODE := $(wildcard sitegen tests bench)
STYLES := 'themes/default/styles/*.css' sitegen/serve/preview.css
SCRIPTS := themes/default/scripts tests/scripts
# One process for each core. A browser, a Java machine and a worker pool at the same time do not gain from more.
PYTEST_ARGS ?= -n 2 --dist worksteal
# What `make bench` measures; all of it takes an hour or two on a quiet machine.
BENCH_ARGS ?= --docs

# `make bundle` is for machines like this one: the same system, processor and version of Python.
.PHONY: help site serve demo dist bundle test lint types modules pytest quick format goldens docs bench messages lock clean distclean venv font node test-venv test-tools

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 18

site: font ## build the catalogue into build/
	@$(BIN)/sitegen build
	@echo "To look at it: $(BIN)/sitegen serve   (then open http://127.0.0.1:8000/)"

serve: font ## look at the site; it follows your edits
	@$(BIN)/sitegen serve

demo: font ## write, build and look at a fictional city with every field filled in: demo/, http://127.0.0.1:8001/
	@test -f demo/site.yml || $(BIN)/sitegen demo demo
	@$(BIN)/sitegen serve --root demo --port 8001

test: test-tools ## lint, types and all tests
	@$(MAKE) lint types modules pytest

lint: test-venv node ## style and likely faults; what the oldest browsers do not know
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(NODE_BIN)/stylelint $(STYLES)
	$(NODE_BIN)/eslint $(SCRIPTS)

types: test-venv node ## type check
	$(BIN)/mypy $(CODE)
	$(NODE_BIN)/tsc --project .

modules: node ## tests of the theme's script modules
	node --test tests/scripts/

pytest: test-tools ## tests alone: make pytest PYTEST_ARGS="tests/test_x.py -k word"
	$(BIN)/python -m pytest $(PYTEST_ARGS)

quick: test-venv ## the tests that take moments: all but browser, crashes and whole sites
	$(BIN)/python -m pytest $(PYTEST_ARGS) -q -m "not slow"

format: test-venv ## put the code into the house's form
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

goldens: test-tools ## write the expected outputs anew; look at the difference before you commit it
	$(BIN)/python -m pytest -q tests/site/test_goldens.py tests/browser/test_looks.py -m golden --update-goldens

docs: venv ## write the references in docs/ anew
	$(BIN)/python -m sitegen.describe.reference

bench: venv ## measure against Hugo: make bench BENCH_ARGS="--sizes 300 --rounds 1"
	$(BIN)/python -m bench.equal
	$(BIN)/python -m bench.run $(BENCH_ARGS)

messages: venv ## bring the theme's .po files up to its templates
	scripts/messages.sh

lock: test-venv ## pin the versions anew from pyproject.toml
	scripts/lock.sh $(LOCK_ARGS)

dist: venv ## make the packages to hand out: dist/*.whl and dist/*.tar.gz
	@scripts/dist.sh

bundle: dist font ## the same with all that it needs, for a machine without a network
	@scripts/bundle.sh

clean: ## remove what was built, and caches
	rm -rf build .sitegen demo dist .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	find sitegen tests scripts bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

distclean: clean ## remove the environments as well
	rm -rf .venv node_modules

venv:
	@scripts/venv.sh

font: venv
	@scripts/font.sh

test-venv:
	@scripts/venv.sh test

node:
	@scripts/node.sh

test-tools: test-venv font
	@scripts/test-tools.sh
