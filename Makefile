# The two commands are `make site` and `make test`; each installs what is missing, once.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
DEBIAN := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libfontconfig1 libvoikko1 voikko-fi
DEBIAN_TESTS := chromium poppler-utils
DEBIAN_ALL := ffmpeg libreoffice-writer-nogui faketime mupdf-tools $(if $(shell command -v javac),,default-jdk-headless)
DEBIAN_FILMS := ffmpeg
DEBIAN_WEB := $(if $(shell command -v npm),,nodejs npm) $(if $(shell command -v java),,default-jre-headless)
WEB := tests/web

# Installs Debian packages that are missing: as root, with sudo, or by telling what to run.
define debian
@missing=; for package in $(1); do \
  dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
if [ -z "$$missing" ] || ! command -v apt-get >/dev/null; then exit 0; fi; \
if [ "$$(id -u)" = 0 ]; then as=; elif command -v sudo >/dev/null; then as=sudo; else \
  echo "Asenna ensin / install first:  apt-get install$$missing" >&2; exit 3; fi; \
$$as apt-get update -qq && $$as apt-get install -y -qq --no-install-recommends $$missing >/dev/null
endef

# Compiled modules start faster, whatever the machine was told.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site serve films test check-all bench bench-peers bench-search bench-finder bench-cluster lighthouse pictures lint clean requirements
.DELETE_ON_ERROR:

site: $(VENV)/installed
	$(RUN) -m generator build

serve: $(VENV)/installed
	$(RUN) -m generator serve

# Films of scripts whose words have changed, beside them; they are committed as sources.
films: $(VENV)/installed
	$(call debian,$(DEBIAN_FILMS))
	$(RUN) -m generator film

test: $(VENV)/installed-tests $(VENV)/installed-web lint
	$(RUN) -m pytest -m "not slow"

check-all: $(VENV)/installed-cluster-tests $(VENV)/installed-web lint
	$(call debian,$(DEBIAN_ALL))
	$(RUN) -m pytest

bench: site $(VENV)/installed-tests
	$(RUN) -m benchmarks.weight
	$(RUN) -m benchmarks.serve
	$(RUN) -m benchmarks.growth
	$(RUN) -m benchmarks.paper
	$(RUN) -m benchmarks.bench
	$(RUN) -m benchmarks.bench --bank alike

# Hugo with a warm Chromium, and pandoc with Typst, beside ours on the same records.
bench-peers: $(VENV)/installed-peers
	$(RUN) -m benchmarks.peers

# What the search finds, beside plain Pagefind and Material's, over the shipped pages.
bench-search: site $(VENV)/installed-tests
	$(RUN) -m benchmarks.search

# The finder's bytes and milliseconds over 5,000 synthetic records.
bench-finder: $(VENV)/installed-tests
	$(RUN) -m benchmarks.finder

# Workers of a cluster beside the local pool; 10,000 records cold, and again with the store that they
# left: hours on few processors. LARGE=1000 makes it shorter.
bench-cluster: $(VENV)/installed-cluster
	$(RUN) -m benchmarks.cluster --large $(or $(LARGE),10000)

# What Lighthouse says of the home and a record: medians of five runs each.
lighthouse: site $(VENV)/installed-lighthouse
	node $(WEB)/lighthouse/measure.mjs site

# The pictures in the README.
pictures: site $(VENV)/installed-tests
	$(RUN) -m tests.pictures site $(WEB)/pictures

lint: $(VENV)/installed-tests
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

clean:
	rm -rf site .site.new .cache

# Pins every package with its hashes and no address; run it when pyproject.toml changes.
requirements: $(VENV)/installed-tests
	$(RUN) -m pip install --quiet uv
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --output-file requirements.txt
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml --output-file requirements-dev.txt
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev --group peers pyproject.toml --output-file requirements-peers.txt
	cp requirements-dev.txt requirements-cluster-tests.txt # the same versions, wherever the extras allow them
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --all-extras --group dev --group cluster-tests pyproject.toml --output-file requirements-cluster-tests.txt
	cp requirements-cluster-tests.txt requirements-cluster.txt
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --all-extras pyproject.toml --output-file requirements-cluster.txt

$(VENV)/bin/python:
	$(if $(shell $(PYTHON) -c "import ensurepip" 2>&1),$(call debian,python3-venv))
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt | $(VENV)/bin/python
	$(call debian,$(DEBIAN))
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/installed-tests: requirements-dev.txt $(VENV)/installed
	$(call debian,$(DEBIAN_TESTS))
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/installed-cluster: requirements-cluster.txt $(VENV)/installed
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-cluster.txt
	@touch $@

$(VENV)/installed-cluster-tests: requirements-cluster-tests.txt $(VENV)/installed-cluster $(VENV)/installed-tests
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-cluster-tests.txt
	@touch $@

$(VENV)/installed-peers: requirements-peers.txt $(VENV)/installed-tests
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-peers.txt
	@touch $@

$(VENV)/installed-web: $(WEB)/package-lock.json | $(VENV)/bin/python
	$(call debian,$(DEBIAN_WEB))
	cd $(WEB) && npm ci --silent
	@touch $@

$(VENV)/installed-lighthouse: $(WEB)/lighthouse/package-lock.json | $(VENV)/installed-tests
	$(call debian,$(DEBIAN_WEB))
	cd $(WEB)/lighthouse && npm ci --silent
	@touch $@
