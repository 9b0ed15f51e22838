# 两条命令就够：make draft（装好环境并跑一遍主要工作）和 make test（装好环境并跑全部测试）。
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python

.PHONY: draft test lint bench shells constraints clean

draft: $(VENV)/ready
	@mkdir -p out
	$(RUN) -m drafter draft --role 办公室干部 --no-history -o out/研讨发言.docx

test: $(VENV)/ready-dev lint
	$(RUN) tools/system_packages.py
	$(RUN) -m pytest

lint: $(VENV)/ready-dev
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy

bench: $(VENV)/ready-dev
	$(RUN) -m bench

# The Word shells of all profiles, after a change of their look.
shells: $(VENV)/ready-dev
	$(RUN) tools/make_official_docx.py

# Pins every dependency with its hashes; needs the package uv.
constraints:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements.txt
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements-dev.txt

clean:
	rm -rf $(VENV) out .cache .mypy_cache .ruff_cache .hypothesis dist

$(VENV)/ready: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("需要 Python 3.11 或更新的版本" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	$(RUN) -m compileall -q drafter
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.txt
	$(RUN) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(RUN) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
