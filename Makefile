# Two commands do all the set-up: `make demo` and `make test`. They need Python 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := out
# Texts of sources that a curator keeps outside the repository.
TEXTS ?= $(HOME)/.local/share/refgraph/texts
# Processes that share the tests; 0 runs them one after the other.
WORKERS ?= 2
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_CONSTRAINT := $(CURDIR)/requirements.lock

.PHONY: demo test slow lint types layers fresh unit check-data docs clean lock bench phrases checklist fuzz

demo: $(VENV)/.installed
	@$(BIN)/refgraph origins headache --top 8
	@mkdir -p $(OUT)
	@$(BIN)/refgraph origins headache --format html --output $(OUT)/headache.html --open

test: $(VENV)/.installed-test
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh tools/chromium.sh
	@$(MAKE) --no-print-directory lint types layers fresh check-data unit

lint:
	$(BIN)/ruff check refgraph tests tools benchmarks
	$(BIN)/ruff format --check refgraph tests tools benchmarks

types:
	$(BIN)/mypy

layers:
	$(BIN)/lint-imports

fresh:
	$(BIN)/python tools/source_schema.py --check
	$(BIN)/python tools/architecture.py --check
	$(BIN)/python tools/cli_docs.py --check
	$(BIN)/python tools/glossary.py --check
	$(BIN)/python tools/gallery.py --check

check-data:
	@if [ -d ../shared/articles ]; then $(BIN)/refgraph check --texts ../shared/articles $(if $(wildcard $(TEXTS)),--texts $(TEXTS)); \
	else $(BIN)/refgraph check; echo "the founding articles are not here: anchors of the toy articles only"; fi
	@if [ -d ../shared/articles ]; then $(BIN)/python tools/check_definitions.py ../shared/articles $(wildcard $(TEXTS)); fi
	@if [ -d ../shared/ontology ]; then $(BIN)/python tools/check_backbone.py ../shared/ontology; \
	else echo "the ontology tables are not here: the anatomy backbone is not compared with them"; fi
	@if [ -d ../shared/literature ]; then addresses="$$($(BIN)/python tools/source_addresses.py)" && \
	echo "addresses of sources: $$(echo "$$addresses" | ../shared/literature/kept-back)" && \
	echo "$$addresses" | ../shared/literature/kept-back >/dev/null; \
	else echo "the list of pages that are kept back is not here: addresses of sources are not compared with it"; fi
	$(BIN)/refgraph check --data tests/data/mini --texts tests/data/articles

# A file of tests stays in one process, with its fixtures; in the order of the folders the slow ones come first.
unit:
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not slow"

# More of the kinds that `make test` holds, on larger graphs, with more variants, and laws with examples drawn anew.
slow: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -m "slow or hypothesis" --hypothesis-profile explore

# How what people type is read: rates by kind of phrase, and what is misread.
phrases: $(VENV)/.installed
	@$(BIN)/python tools/phrases.py

# How many well-known facts of the field are answered, and what is missed.
checklist: $(VENV)/.installed
	@$(BIN)/refgraph checklist tests/data/field_checklist.tsv

# Damaged and hostile input of seven kinds, the same for the same seed; make fuzz FUZZ='names --count 100000'.
fuzz: $(VENV)/.installed-test
	$(BIN)/python tools/fuzz.py $(FUZZ)

# Half an hour, 12 GB of memory, 8 GB of disk; make bench DATE=2026-11-21 BENCH=--quick takes a few minutes.
bench: $(VENV)/.installed-test
	$(BIN)/python benchmarks/run.py --date $(or $(DATE),$(error say when: make bench DATE=YYYY-MM-DD)) $(BENCH)
	$(BIN)/python benchmarks/pages.py

# Pins what is installed here; run it in an environment that `make test` has just passed in.
lock: $(VENV)/.installed-test
	@{ sed -n 1p requirements.lock; $(BIN)/python -m pip freeze --exclude-editable | grep '==' | sort -f; } > requirements.lock.part
	@mv requirements.lock.part requirements.lock

# What is generated from code and data; tests say when it is stale.
docs: $(VENV)/.installed-test
	$(BIN)/python tools/architecture.py
	$(BIN)/python tools/cli_docs.py
	$(BIN)/python tools/source_schema.py
	$(BIN)/python tools/licences.py
	$(BIN)/python -c "from refgraph.curation.checks import catalogue; open('docs/checks.md', 'w', encoding='utf-8').write(catalogue())"
	$(BIN)/python -c "from refgraph.rdf.named_queries import page; open('docs/queries.md', 'w', encoding='utf-8').write(page())"
	$(BIN)/python tools/gallery.py

$(VENV)/bin/python:
	@$(PYTHON) tools/fresh.py $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml requirements.lock
	@$(BIN)/python -m pip install -q -e .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	@$(BIN)/python -m pip install -q -e '.[test]'
	@touch $@

clean:
	rm -rf $(VENV) $(OUT) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
