# `make` alone shows the help. Settings come from the environment, from .env, or from the
# command line: make run PORT=8001

PYTHON ?= python3
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

# .env and exported variables must not affect checks and generated files.
HERMETIC := env -i PATH="$$PATH" ENV_FILE=/dev/null VAR_DIR=var/check

.PHONY: help
help:
	@echo "make run      Start the tracker at http://127.0.0.1:8000/ with example claims"
	@echo "              (another address: make run HOST=0.0.0.0 PORT=8001)"
	@echo "              (with a fictional story too: DEMO=1; without examples: SEED=none)"
	@echo "make dev      The same for development: reload, tracebacks in the browser"
	@echo "make test     Run the tests, on SQLite and on a temporary PostgreSQL"
	@echo "              (a selection: make test ARGS='-k quote')"
	@echo "make coverage List the lines that no test runs, and check the floor"
	@echo "make check    Check lint, formatting, types, words, migrations, deployment"
	@echo "make fix      Fix lint and formatting"
	@echo "make migrate  Update the database schema"
	@echo "make seed     Load the example claims (safe to repeat)"
	@echo "make demo     Load a fictional story with everything in it (make remove-demo)"
	@echo "make schema   Write docs/openapi.yaml and docs/errors.md"
	@echo "make digests  Write tests/migrations.sha256, for migrations new in a release"
	@echo "make bench    Measure the API (make bench SIZES='1000 1000000' WRITE=1)"
	@echo "make screenshots   Take the pictures in README from the example claims"
	@echo "make lock     Pin the newest versions that the *.in files allow (needs uv)"

# What `run` and `dev` load: nothing with SEED=none, also a fictional story with DEMO=1.
EXAMPLES = $(if $(filter none,$(SEED)),:,$(MANAGE) seed)$(if $(DEMO), && $(MANAGE) demo load)

.PHONY: run
run: .venv/installed
	@$(MANAGE) serve --check-port
	@DATABASE_STATEMENT_TIMEOUT=0 $(MANAGE) migrate --no-input --verbosity 0
	@$(EXAMPLES)
	@$(MANAGE) first_admin
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@$(MANAGE) serve

# For work on the code, on this computer alone.
.PHONY: dev
dev: export DEBUG := true
dev: .venv/installed-dev
	@$(MANAGE) serve --check-port
	@DATABASE_STATEMENT_TIMEOUT=0 $(MANAGE) migrate --no-input --verbosity 0
	@$(EXAMPLES)
	@$(MANAGE) first_admin
	@$(MANAGE) dev

.PHONY: migrate
migrate: .venv/installed
	DATABASE_STATEMENT_TIMEOUT=0 $(MANAGE) migrate --no-input

.PHONY: seed
seed: migrate
	$(MANAGE) seed

.PHONY: demo remove-demo
demo: migrate
	$(MANAGE) demo load

remove-demo: .venv/installed
	$(MANAGE) demo remove

# All of them without the plug-ins of tests that run on the other database.
PYTEST := $(BIN)/python -m pytest -n auto --dist worksteal
.PHONY: test
test: .venv/installed-dev
	env -u DATABASE_URL $(PYTEST) $(or $(ARGS),-p no:schemathesis)
	$(BIN)/python -m tests.postgres $(PYTEST) $(or $(ARGS),-p no:playwright)

# The reports of both halves make one.
.PHONY: coverage
coverage: .venv/installed-dev
	$(BIN)/coverage erase
	$(MAKE) test ARGS='--cov --cov-append --cov-report= --cov-fail-under=0 $(ARGS)'
	$(BIN)/coverage report

.PHONY: check
check: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	find . -path './.*' -prune -o -path '*/templates/*.html' -exec $(BIN)/djade --target-version 5.2 --check {} +
	$(BIN)/python -m tests.plain_words
	$(HERMETIC) $(BIN)/python -m mypy
	$(BIN)/lint-imports --no-cache
	$(HERMETIC) $(MANAGE) makemigrations --check
	$(HERMETIC) HTTPS=true $(MANAGE) check --deploy --fail-level WARNING

.PHONY: fix
fix: .venv/installed-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	find . -path './.*' -prune -o -path '*/templates/*.html' -exec $(BIN)/djade --target-version 5.2 {} + || true

.PHONY: schema
schema: .venv/installed
	$(HERMETIC) $(MANAGE) spectacular --validate --fail-on-warn --file docs/openapi.yaml
	$(HERMETIC) $(MANAGE) error_codes > docs/errors.md

.PHONY: digests
digests:
	sha256sum */migrations/0*.py */*/migrations/0*.py > tests/migrations.sha256

.PHONY: screenshots
screenshots: .venv/installed-dev
	$(BIN)/python -m tests.screenshots

# WRITE=1 also writes the results to docs/performance.md.
.PHONY: bench
SIZES := 1000 100000
bench: .venv/installed-dev
	$(BIN)/python -m tests.bench --sizes $(SIZES) $(if $(WRITE),--write) $(ARGS)

.PHONY: lock
LOCK := uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--no-emit-index-url --custom-compile-command "make lock"
lock:
	$(LOCK) requirements.in --output-file requirements.txt
	$(LOCK) requirements-dev.in --output-file requirements-dev.txt

.venv/installed: requirements.txt
	$(call install,$<)

.venv/installed-dev: requirements-dev.txt
	$(call install,$<)

define install
	@test -w . || { echo "You may not write to $(CURDIR). Copy the project to a directory of yours." >&2; exit 1; }
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) was not found. Install Python 3.11 or newer, or name one: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is required. To name one: make run PYTHON=python3.12")'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "The Python module venv is missing. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing $(1) into .venv ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement $(1)
	@touch $@
endef
