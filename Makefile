# Everything runs in .venv, which these targets make. PYTHON may name another interpreter (3.11+).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# How long `make fuzz` looks for inputs that break a reader, in seconds for each of them.
FUZZ_SECONDS ?= 60

.PHONY: run test lint types contracts unit fuzz soak mutate test-wheel test-lowest format schema docs site picture sarif vscode clean

run: $(VENV)/.installed
	@$(BIN)/magclaims check --exit-zero
	@mkdir -p build
	@$(BIN)/magclaims report --output build/report.html
	@$(BIN)/magclaims report --config examples/magclaims.toml --offline --output build/examples.html
	@printf '\nexamples/: two short articles of our own, with their texts at hand\n\n'
	@$(BIN)/magclaims check --config examples/magclaims.toml --offline --exit-zero

test: lint types contracts unit

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

contracts: $(VENV)/.installed-dev
	$(BIN)/lint-imports

# To count the lines that tests reach takes from twice to four times as long as they do. What only reaches
# lines that others reach, too, is not counted: long tables of sentences and claims, hostile inputs, the
# browser, and whole runs in processes of their own.
UNCOUNTED = tests/lexicon tests/hostile $(wildcard tests/test_*.py) tests/judge/test_advice.py \
  tests/judge/test_monotone.py tests/judge/test_polarity.py tests/judge/test_registries.py \
  tests/judge/law/test_law.py tests/judge/link/test_population.py tests/study/test_caution.py \
  tests/read/test_articles_hostile.py tests/render/test_page_in_browser.py tests/commands/test_first_day.py \
  tests/commands/test_parts.py tests/commands/test_serve_in_browser.py tests/commands/test_together.py

unit: $(VENV)/.installed-dev
	$(BIN)/pytest -n auto --dist worksteal $(UNCOUNTED)
	$(BIN)/pytest -n auto --dist worksteal $(addprefix --ignore=,$(UNCOUNTED)) --cov --cov-report=term --cov-fail-under=95

# What takes long and is run by hand: inputs found by what they reach in the code, runs that are killed,
# and changes to the code that no test notices. benchmarks/README.md has their last figures.
fuzz: $(VENV)/.installed-dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group fuzz || true
	@$(BIN)/python benchmarks/fuzz.py --seconds $(FUZZ_SECONDS)

soak: $(VENV)/.installed-dev
	@$(BIN)/python benchmarks/soak.py

mutate: $(VENV)/.installed-dev
	@$(BIN)/python benchmarks/mutate.py

# The tests against the wheel as it is built, in an environment of its own.
test-wheel:
	rm -rf build/wheel
	$(PYTHON) -m venv build/wheel
	build/wheel/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt 'pip>=25.1'
	build/wheel/bin/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir build/wheel/dist .
	build/wheel/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt "$$(ls build/wheel/dist/*.whl)[docx,lsp]" --group dev
	build/wheel/bin/python -m pytest -n auto

# The tests with the lowest versions that pyproject.toml allows of what it names. Pages that are made
# from --help differ with the version of typer, and what warns of its own age is no fault of ours.
test-lowest:
	rm -rf build/lowest
	$(PYTHON) -m venv build/lowest
	build/lowest/bin/python -m pip install --quiet --disable-pip-version-check 'uv==0.13.9'
	build/lowest/bin/uv pip install --quiet --python build/lowest/bin/python --resolution lowest-direct -e '.[docx,lsp]' --group dev
	build/lowest/bin/python -m pytest -n auto -o filterwarnings=default --ignore tests/test_generated.py --ignore tests/test_site.py

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python tools/toml_lists.py

# Files that are made from the code; the tests fail when they are out of date.
schema docs: $(VENV)/.installed
	$(BIN)/python tools/generate.py

# constraints.txt holds the versions that the tests passed with.
$(VENV)/.installed: pyproject.toml constraints.txt src/magclaims/__init__.py
	@echo "Installing into $(VENV) ..."
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "magclaims needs Python 3.11 or newer; set PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@$(BIN)/python -m compileall -q src
	@$(BIN)/python -c 'from magclaims.knowledge.data import keep_all; keep_all()'
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m magclaims check --offline --exit-zero --quiet > /dev/null
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Installing the tools for the tests ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt 'pip>=25.1' # older ones know no groups
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docx,lsp]' --group dev
	@touch $@

# The documentation site, into build/site/site; a link that leads nowhere fails. `make test` builds it, too.
site: $(VENV)/.installed-dev
	@$(BIN)/python tools/build_site.py build/site

# The picture of the editors' page in docs/pictures; needs chromium and chromium-driver.
picture: $(VENV)/.installed-dev
	@$(BIN)/python tools/pictures.py

# Microsoft's validator of SARIF (104 MB), and what it says of ours; needs npm, and Linux on x64.
sarif: $(VENV)/.installed-dev
	@npm install --prefix build/sarif --ignore-scripts --no-audit --no-fund --silent --save-exact @microsoft/sarif-multitool-linux@5.7.0
	@chmod u+x build/sarif/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
	$(BIN)/pytest tests/render/test_sarif_validator.py

# The extension for Visual Studio Code, as a file to install; needs npm.
vscode:
	cd editors/vscode && npm ci --ignore-scripts --no-audit --no-fund && npm run package

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
