# Two commands matter: `make run` and `make test`. Both set up what they need under .venv; Python 3.11+ does.

VENV := .venv
PY := $(VENV)/bin/python
# The first pip that installs dependency groups.
PIP_ENOUGH := 25.1
ARGS ?=
# Half of the tests wait for a process of the product most of the time: more of them at once than cores.
PYTEST_ARGS ?= -n 4 --dist loadfile

.PHONY: run test lint bench clean
.DELETE_ON_ERROR:

# make run ARGS="--config handrail.toml"
run: $(VENV)/installed
	@exec $(VENV)/bin/handrail run $(ARGS)

test: lint
	$(VENV)/bin/pytest $(PYTEST_ARGS)

lint: $(VENV)/installed-dev
	$(VENV)/bin/lint-imports
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy

bench: $(VENV)/installed-dev
	@$(PY) -m bench $(ARGS)

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps make it happen again only when the dependencies may have changed.
$(VENV)/installed: pyproject.toml | $(PY)
	$(call install,-e .)
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(PY)
	$(call install,-e . --group dev)
	@touch $@ $(VENV)/installed

$(PY):
	@for python in python3 python3.13 python3.12 python3.11; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "making $(VENV) with $$($$python --version)"; \
			$$python -m venv $(VENV) && exit 0; \
			rm -rf $(VENV); \
			echo "handrail: $$python has no working venv; on Debian: apt-get install python3-venv"; \
			exit 1; \
		fi; \
	done; \
	echo "handrail: Python 3.11 or newer is needed, and none was found"; \
	exit 1

define install
	@$(PY) -m pip install --quiet --disable-pip-version-check "pip>=$(PIP_ENOUGH)"
	@echo "installing into $(VENV); this takes a minute the first time"
	@$(PY) -m pip install --quiet --disable-pip-version-check $(1)
endef
