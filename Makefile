# Two commands do all the set-up: `make demo` runs the service on the local LINE, `make test` passes the tests.
PYTHON ?= python3
PORT ?= 8119
PIP = .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: demo test check venv lock diagrams browser strace storm storm-postgres mutants

demo: .venv/run
	.venv/bin/python main.py demo --port $(PORT)

test: .venv/test
	.venv/bin/python -m pytest --numprocesses=auto --dist=worksteal

venv: .venv/test

check:
	bash .ci/run

diagrams: .venv/run
	.venv/bin/python main.py diagrams

# Ten minutes on two cores; writes the figures as JSON and as docs/storm.md.
SEED ?= $(shell date +%s)
storm: .venv/test
	.venv/bin/python -m tests.faults.storm --seconds 600 --people 150 --seed $(SEED) --json build/storm.json --docs docs
storm-postgres: .venv/test
	.venv/bin/python -m tests.faults.storm --postgres --services 2 --seconds 600 --people 120 --seed $(SEED) \
		--json build/storm-postgres.json --docs docs

mutants: .venv/test
	.venv/bin/python -m tests.faults.mutants

# The trace of system calls (tests/faults) needs it: a package of Debian.
strace:
	command -v strace >/dev/null || { apt-get update -q && apt-get install -qy --no-install-recommends strace; }

# The browser tests need Chromium and a Japanese font: packages of Debian.
browser:
	command -v chromium >/dev/null || { apt-get update -q && apt-get install -qy --no-install-recommends chromium fonts-noto-cjk; }

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run: requirements.txt | .venv/bin/python
	$(PIP) -r requirements.txt
	touch $@

.venv/test: requirements-test.txt | .venv/bin/python
	$(PIP) -r requirements-test.txt
	touch .venv/run $@

# Needs uv. Writes hashes and no address of any index.
LOCK = uv pip compile --universal --generate-hashes --no-header --no-annotate --quiet pyproject.toml
lock:
	$(LOCK) --output-file requirements.txt
	$(LOCK) --extra postgres --extra test --constraint requirements.txt --output-file requirements-test.txt
