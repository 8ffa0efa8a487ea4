# Everything runs in .venv, which the first command sets up from requirements.lock. Needed: make, and Python 3.11 to 3.13.
# Another Python: make test PYTHON=python3.12. JupyterLab as root: make lab LAB_FLAGS=--allow-root

VENV  := .venv
BIN   := $(VENV)/bin
STAMP := $(VENV)/.installed
MADE  := $(VENV)/.made-by
# The other tools that presstables is measured beside have an environment of their own, of the same packages and theirs.
BESIDE := .venv-evaluation

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup report lab test lint notebooks pytest test-browser evaluation benchmark outputs docs lock clean force

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{ printf "  make %-12s %s\n", $$1, $$2 }'

setup: $(STAMP)  ## set up .venv (the other commands do it, too)

report: $(STAMP)  ## the report on the example articles, written to reports/
	$(BIN)/presstables report seeds --out reports/

lab: $(STAMP)  ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab $(LAB_FLAGS) notebooks

test: lint notebooks pytest  ## all checks: lint, types, notebooks, tests

lint: $(STAMP)  ## style, format and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

notebooks: $(STAMP)  ## run the notebooks and compare what they show with what is committed
	$(BIN)/python -m pytest --nbval notebooks --nbval-sanitize-with tests/nbval_sanitize.cfg

pytest: $(STAMP)  ## the tests alone
	$(BIN)/python -m pytest

test-browser: $(STAMP)  ## the report, the notebooks and the explorer in Chromium (skipped without it)
	$(BIN)/python -m pytest tests/test_browser_report.py tests/test_browser_lab.py

evaluation: $(BESIDE)/.installed  ## how well presstables and other tools read; writes docs/evaluation.md
	$(BESIDE)/bin/python evaluation/run.py --others

benchmark: $(BESIDE)/.installed  ## how fast presstables and other tools read (other texts: BENCHMARK_FLAGS="--articles DIR")
	$(BESIDE)/bin/python benchmarks/run.py $(BENCHMARK_FLAGS)

# A widget ends with its kernel; without its id JupyterLab shows what stands in its place, as GitHub does.
outputs: $(STAMP)  ## run the notebooks and keep what they show, to be committed
	$(BIN)/jupyter nbconvert --to notebook --inplace --execute --ExecutePreprocessor.record_timing=False \
	    --ClearMetadataPreprocessor.enabled=True --ClearMetadataPreprocessor.clear_cell_metadata=False \
	    "--ClearMetadataPreprocessor.preserve_nb_metadata_mask={('kernelspec',), ('language_info', 'name')}" \
	    notebooks/*.ipynb
	sed -i.bak '/widget-view+json/,/}/d' notebooks/explore.ipynb && rm notebooks/explore.ipynb.bak

docs: $(STAMP)  ## the pages and pictures that are made from the code, and the outputs that pages show
	$(BIN)/python -m presstables.codebook > docs/.tables.md && mv docs/.tables.md docs/tables.md
	$(BIN)/python tests/doc_examples.py

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
    --custom-compile-command "make lock" $(LOCK_FLAGS)

lock: $(BIN)/uv  ## renew the locks and environment.yml (newest versions: LOCK_FLAGS=--upgrade)
	$(LOCK) --extra dev --output-file requirements.lock pyproject.toml
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["evaluation"], sep="\n")' \
	    | $(LOCK) --constraints requirements.lock --output-file requirements-evaluation.lock -
	$(MAKE) $(STAMP)
	$(BIN)/pyproject2conda project --overwrite force

clean:  ## remove the environments, reports and caches
	rm -rf $(VENV) $(BESIDE) reports dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -o -name .ipynb_checkpoints | xargs rm -rf

# Asking for a Python other than the one that made .venv makes it anew; asking for none keeps what is there.
ifdef PYTHON
ifneq ($(shell cat $(MADE) 2>/dev/null),$(PYTHON))
$(BIN)/uv $(STAMP): force
endif
endif

$(BIN)/uv:
	@for python in $(or $(PYTHON),python3 python3.13 python3.12 python3.11); do \
	    $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null || continue; \
	    echo "setting up $(VENV) with $$python"; \
	    $$python -m venv --clear $(VENV) && echo "$$python" > $(MADE) && exit; \
	    exit 1; \
	done; \
	echo "$(or $(PYTHON),python3) is no Python 3.11 to 3.13; name one: make PYTHON=/path/to/python3" >&2; exit 1
	@if test -s requirements.lock; \
	then sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > $(VENV)/uv.txt; else echo uv > $(VENV)/uv.txt; fi
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $(VENV)/uv.txt

$(STAMP): requirements.lock pyproject.toml | $(BIN)/uv
	$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(BESIDE)/.installed: $(STAMP) requirements-evaluation.lock
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(BESIDE)
	$(BIN)/uv pip sync --quiet --python $(BESIDE)/bin/python --require-hashes requirements.lock requirements-evaluation.lock
	$(BIN)/uv pip install --quiet --python $(BESIDE)/bin/python --no-deps --no-build-isolation --editable .
	@touch $@
