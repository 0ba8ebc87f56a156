# Everything a contributor runs. `make demo` needs git, make and Python 3.11+ with venv and pip; nothing else.
PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest -n auto
COVERAGE :=
SHEET := docs/pictures/contact-sheet.svg

.PHONY: demo test lint report check accept bench clean

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: .venv/installed  ## install archgen into .venv and draw MLflow
	$(BIN)/archgen render mlflow --fresh
	@echo "The pictures are output/mlflow*.svg: open them in a browser."

test: .venv/installed-dev  ## run all tests; browser tests are skipped where there is no Chromium
	$(PYTEST) $(COVERAGE)

check: lint  ## all tests with coverage, and everything that CI looks at
	$(MAKE) test COVERAGE="--cov --cov-report="
	$(MAKE) report

lint: .venv/installed-dev  ## everything that CI looks at, but for the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.github-actions action.yml
	$(BIN)/zizmor --quiet --offline --persona=pedantic action.yml
	$(BIN)/archgen fmt --all --check
	$(BIN)/archgen fmt archgen.yaml docs/walk/*.yaml --check
	$(BIN)/archgen check --all --fail-on warning
	$(BIN)/archgen render --all --check --fresh --contact-sheet $(SHEET)
	$(BIN)/archgen compare mlflow trains -o docs/pictures --check
	$(BIN)/archgen embed README.md docs/*.md --check

report: .venv/installed-dev  ## how much of the code the last tests under coverage have run
	$(BIN)/coverage report

accept: .venv/installed-dev  ## accept what goldens, schema and pictures are now; look at the diff before you commit
	$(BIN)/archgen schema > archgen.schema.json
	$(BIN)/archgen schema project > archgen.project.schema.json
	$(BIN)/archgen render --all --fresh --contact-sheet $(SHEET)
	$(BIN)/archgen compare mlflow trains -o docs/pictures
	$(BIN)/archgen embed README.md docs/*.md
	$(PYTEST) --accept

bench: .venv/installed-dev  ## print where the time goes
	$(BIN)/python benchmarks/bench.py

clean:
	rm -rf .venv build dist .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis
