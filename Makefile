# `make demo` and `make test` set up what they need; everything else builds on them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CITECHECK_DATA ?= ../shared/data
export CITECHECK_DATA

.PHONY: demo test quick nli lint types docs gate measure endure fuzz mutants chromium pywb clean

demo: $(VENV)/.installed
	$(BIN)/citecheck demo demo-report

test: $(VENV)/.dev chromium pywb
	$(BIN)/pytest

# The inner loop: no browser, no web archive, nothing slow. `make quick TESTS=tests/test_claims` takes a minute.
TESTS ?= tests
quick: $(VENV)/.dev
	$(BIN)/pytest -m 'not slow and not chromium and not pywb' --ignore=tests/test_browser $(TESTS)

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "citecheck needs Python 3.11 or later (PYTHON=…)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

# Tests that show pages need a real Chromium; they fail, and say this, where it is missing.
chromium:
	@sh scripts/chromium.sh

# pywb is GPL and pins old packages: a separate environment, for tests only.
pywb: .pywb/.installed
.pywb/.installed: tests/support/pywb-requirements.txt
	$(PYTHON) -m venv .pywb
	.pywb/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

# The extra `nli` is about 3 GB, so it has an environment of its own that .ci/run does not need: the tests speak to a
# process that stands for it. This runs the real one, with tiny models of random weights.
.nli/.installed: pyproject.toml
	$(PYTHON) -m venv .nli
	.nli/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[nli]'
	@touch $@

nli: .nli/.installed
	.nli/bin/python -m testbed.nli_models

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

docs: $(VENV)/.dev
	$(BIN)/python scripts/check_docs.py

gate: $(VENV)/.dev
	$(BIN)/python -m benchmarks.gate

$(VENV)/.measure: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group measure
	@touch $@

measure:
	@test -d "$(CITECHECK_DATA)" || { echo "make measure: no data at $(CITECHECK_DATA); set CITECHECK_DATA to the folder that holds them"; exit 1; }
	@$(MAKE) --no-print-directory $(VENV)/.measure
	$(BIN)/python -m benchmarks.measure

# Ten minutes as it stands; `make fuzz INPUTS=60000 SECONDS=36000` runs a million inputs. Texts come from CITECHECK_DATA.
INPUTS ?= 2000
SECONDS ?= 60
fuzz: $(VENV)/.dev
	$(BIN)/python -m benchmarks.durability.fuzzing --inputs $(INPUTS) --seconds $(SECONDS)
# The durability matrix: about an hour. SCALE=0.1 runs a tenth of it.
SCALE ?= 1
endure: $(VENV)/.dev
	$(BIN)/python -m benchmarks.durability.endure --scale $(SCALE)

$(VENV)/.mutants: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group mutants
	@touch $@

# Hours without a sample: `make mutants PART=support SAMPLE=60 SEED=1` takes minutes. JOBS mutants run at a time.
SEED ?= 1
JOBS ?= 1
mutants: $(VENV)/.mutants
	$(BIN)/python scripts/mutants.py $(PART) --seed $(SEED) --jobs $(JOBS) $(if $(SAMPLE),--sample $(SAMPLE))

clean:
	rm -rf $(VENV) .pywb .nli .cache .mypy_cache .ruff_cache .pytest_cache build dist demo-report artefacts
