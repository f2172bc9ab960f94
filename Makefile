# run    set everything up, index the seeds, ask a question, serve the chat page
# test   set everything up, run every test, browser included
# check  ruff and mypy
# bench  speed and memory on this machine; SCALE=1000000 REAL=INDEX also of so many passages made
#        from those of an index
# licences  what is installed, and under which licence
# audit  known vulnerabilities of what is installed; without a network ADVISORIES=all.zip, OSV's
#        export of PyPI
# screenshots  pictures of the page into build/screenshots
# soak   a server under load for ten minutes; SOAK_SECONDS=60 for one, SOAK_INDEX=PATH

PYTHON ?= python3
BIN := .venv/bin
# Three processes, for tests wait for servers; a file of tests is in one of them, for its tests share
# models and servers.
PYTEST := $(BIN)/python -m pytest --numprocesses 3 --dist loadfile

.PHONY: run test check bench licences audit soak screenshots browser
SOAK_SECONDS ?= 600
SOAK_INDEX ?= indexes/seeds

run: .venv/.run
	$(BIN)/qa index seeds
	$(BIN)/qa ask "Why did China suspend ties in 2010?"
	$(BIN)/qa serve

test: .venv/.dev browser
	$(PYTEST)

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/.dev
	$(BIN)/python tests/bench.py $(if $(SCALE),--scale $(SCALE) --real $(REAL))

licences: .venv/.dev
	@$(BIN)/pip-licenses --from=mixed --order=license --ignore-packages qa

audit: .venv/.dev
	@$(BIN)/python tests/audit.py $(if $(ADVISORIES),--advisories $(ADVISORIES))

screenshots: .venv/.dev browser
	$(BIN)/python tests/screenshots.py build/screenshots

soak: .venv/.dev
	$(BIN)/python tests/soak.py --seconds $(SOAK_SECONDS) --index $(SOAK_INDEX)

.venv/.pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --upgrade pip
	@touch $@

# Where Python is told to write no bytecode, each start would compile the package anew: half a second.
.venv/.run: .venv/.pip pyproject.toml constraints.txt
	$(BIN)/python -m pip install -qq --constraint constraints.txt --editable .
	@$(BIN)/python -m compileall -q qa web
	@touch $@

.venv/.dev: .venv/.run
	$(BIN)/python -m pip install -qq --constraint constraints.txt --editable '.[dev]'
	@touch $@

# The browser tests drive Chromium; as root on Debian it is installed, elsewhere it has to be there.
browser:
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
		|| command -v google-chrome >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else \
		echo "No Chromium found: the browser tests will be skipped. Install it, on Debian:" \
			"sudo apt-get install chromium"; \
	fi
