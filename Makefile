# make env    builds .venv from the hashed lock (Python 3.11 to 3.13)
# make demo   the main job on the ninety example reports: a brief and a table of promises
# make test   all checks: format, lint, types, layers, docs, tests, tests against the built wheel
# make web    builds the desk's scripts and styles from web/ into the package (needs Node 20; what it builds is committed)
# make bench-speed  the whole pipeline beside bare spaCy on the same texts
# make bench-link   seconds for a new report as the store grows to 100,000
# make bench-memory  peak memory of adding 10,000 reports
# make bench-start   seconds of --help and of coding one report, megabytes installed
# make bench-ray    the whole pipeline on a Ray cluster of one CPU beside one of two
# make bench-desk  seconds for each page of a store of 100,000 claims
# make bench  figures of docs/benchmarks.md; DATA=folder of the data sets (without it only our own labelled text)

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1 && echo $$p && break; done)
BIN := .venv/bin

.PHONY: env demo test check wheel-test bench lock gazetteer clean web bench-desk bench-speed bench-ray bench-link bench-memory bench-start
env: .venv/ready

.venv/ready: requirements/dev.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed; set PYTHON=path"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: env
	@rm -rf demo && mkdir -p demo
	$(BIN)/reportedly add examples/ukraine-2014/reports.jsonl --store demo/record.duckdb
	@echo && $(BIN)/reportedly brief --as-of 2014-05-23 --store demo/record.duckdb -o demo/brief.md && cat demo/brief.md
	@echo && $(BIN)/reportedly follow --actor RUS --act withdraw --near UKR --as-of 2014-06-20 --store demo/record.duckdb

test: env check
	$(BIN)/python -m pytest
	$(MAKE) --no-print-directory wheel-test

check: env
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tests/check_docs.py

wheel-test: env
	@rm -rf build/wheel build/site
	$(BIN)/python -m build --quiet --no-isolation --wheel --outdir build/wheel
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --target build/site build/wheel/*.whl
	REPORTEDLY_EXPECT=$(CURDIR)/build/site PYTHONPATH=$(CURDIR)/build/site $(BIN)/python -m pytest -q

bench-speed: env
	$(BIN)/python -m reportedly.evaluate.speed

bench-link: env
	$(BIN)/python -m reportedly.evaluate.linking

bench-start: env
	$(BIN)/python -m reportedly.evaluate.startup

bench-memory: env
	$(BIN)/python -m reportedly.evaluate.memory

bench-ray: env
	$(BIN)/python -W ignore -m reportedly.evaluate.speed --ray

bench-desk: env
	$(BIN)/python -m reportedly.serve.timing

bench: env
	$(BIN)/reportedly evaluate $(if $(DATA),--all --data $(DATA),own)

# The locks hold versions and hashes, no addresses. Needs uv (pip install uv).
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
  --no-emit-index-url --no-emit-find-links -q
lock:
	$(LOCK) -o requirements/run.lock
	$(LOCK) --group dev -o requirements/dev.lock
	$(LOCK) --extra gazetteer -o requirements/gazetteer.lock

web:
	cd web && npm install --no-fund --no-audit --no-save && npm run build

gazetteer: env
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/gazetteer.lock
	$(BIN)/python -m reportedly.gazetteer.build

clean:
	rm -rf .venv build demo .mypy_cache .ruff_cache .pytest_cache
