# Every target does its own set-up in .venv: nothing is installed outside this folder.
# It needs make and Python 3.11 to 3.14; uv is used when it is there, pip otherwise.
# Another Python: make run PYTHON=/path/to/python3.13

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run sandbox test soak check format golden bench-understanding bench-crowd wheel image clean

PY := .venv/bin/python
ARGS ?=

# All tests run side by side: for most of their time they wait for bots to start and for Telegram's paces.
# What a file's tests share is started once, so a file stays with one worker.
ALL := -n 3 --dist loadfile

# Without PYTHON=..., the newest fitting one, the system's own python3 first.
CANDIDATES := $(if $(PYTHON),"$(PYTHON)",python3 python3.14 python3.13 python3.12 python3.11 python)
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))

help: ## What can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-19s %s\n", $$1, $$2 }' Makefile

run: .venv/.installed-run ## Serve Telegram with TELEGRAM_TOKEN (environment or .env), else open the sandbox
	@$(PY) -m bot run --or-sandbox $(ARGS)

sandbox: .venv/.installed-run ## Open the sandbox, whatever TELEGRAM_TOKEN says
	@$(PY) -m bot sandbox $(ARGS)

test: .venv/.installed-dev ## All tests; some of them: make test ARGS="tests/home -k colour"
	@$(PY) -m pytest $(or $(ARGS),$(ALL))

soak: .venv/.installed-dev ## Say much while bots and databases die: make soak SAID=10000
	@HOUSEMATE_SOAK=$(or $(SAID),10000) $(PY) -m pytest tests/soak $(ARGS)

check: .venv/.installed-dev ## Lint, format, types, catalogues and the house plan
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) -m pytest tests/test_locales.py tests/test_architecture.py

format: .venv/.installed-dev ## Put imports and layout in order
	@$(PY) -m ruff check --select I --fix .
	@$(PY) -m ruff format .

golden: .venv/.installed-dev ## Write golden cards and tables of docs/ anew; read the difference before you commit it
	@HOUSEMATE_GOLDEN=write $(PY) -m pytest tests/telegram tests/clouds/test_codes.py tests/test_operating_doc.py tests/conversation/test_reach.py::test_the_page_shows_the_rows $(ARGS)

bench-understanding: .venv/.installed-bench ## Measure the understanding beside its peer; writes docs/understanding.md
	@$(PY) -m bench $(ARGS)

bench-crowd: .venv/.installed-dev ## Measure very many homes in one process; ARGS=10000 homes
	@$(PY) -m bench.crowd $(ARGS)

wheel: .venv/.installed-dev ## A wheel in dist/, with catalogues and lexicons
	@$(PY) -m hatchling build -t wheel

image: ## A container image called housemate
	@docker build --tag housemate .

clean: ## Remove what the other targets made; data/ and .env stay
	@rm -rf .venv build dist artifacts .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@for candidate in $(CANDIDATES); do \
	  if "$$candidate" -c '$(FITS)' 2>/dev/null; then found=$$candidate; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Housemate needs Python 3.11 to 3.14, and there is none here ($$(python3 --version 2>&1)). Install one, or name it: make PYTHON=/path/to/python3.12" >&2; \
	  exit 1; \
	fi; \
	echo "Making .venv with $$("$$found" --version) (only the first time) ..."; \
	if command -v uv >/dev/null; then \
	  uv venv --quiet --allow-existing --python "$$("$$found" -c 'import sys; print(sys.executable)')" .venv; \
	elif ! "$$found" -m venv .venv; then \
	  rm -rf .venv; \
	  echo "This Python cannot make a .venv. On Debian and Ubuntu: apt install python3-venv" >&2; \
	  exit 1; \
	fi

# pip would compile all of it one after another; what is imported is compiled when it first is.
# A stamp is as old as what was installed: after a change of pyproject.toml it is installed again.
.venv/.installed-run: EXTRAS := charts
.venv/.installed-dev: EXTRAS := dev,charts
.venv/.installed-bench: EXTRAS := bench
.venv/.installed-run .venv/.installed-dev .venv/.installed-bench: .venv/bin/python pyproject.toml hatch_build.py
	@echo "Installing Housemate and what it needs into .venv (only when that has changed) ..."
	@if command -v uv >/dev/null; then \
	  uv pip install --quiet --compile-bytecode --python $(PY) --editable '.[$(EXTRAS)]'; \
	else \
	  $(PY) -m pip --version >/dev/null 2>&1 || $(PY) -m ensurepip >/dev/null; \
	  $(PY) -m pip install --quiet --disable-pip-version-check --no-compile --editable '.[$(EXTRAS)]'; \
	fi
	@touch $@
