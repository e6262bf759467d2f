# A thin face over Meson. `make` builds a release into build/, with the server at build/tesserad.
PYTHON ?= /usr/bin/python3
JOBS ?= $(shell nproc)
BUILD ?= build
TEST_BUILD ?= build-test
TSAN_BUILD ?= build-tsan
LINT_BUILD ?= build-lint
SANITIZE ?= address,undefined

# Where `make install` installs to; DESTDIR is put before every path, LIBDIR is below PREFIX and found out when not given.
PREFIX ?= /usr/local
DESTDIR ?=
LIBDIR ?=

.PHONY: all setup demo run test test-long test-debian13 bench lint lint-build analyze format generate fuzz install uninstall wheels \
  deb container dist long-packages clean

all: $(BUILD)/build.ninja
	@JOBS=$(JOBS) tools/build $(BUILD)

$(BUILD)/build.ninja:
	@tools/setup build
	@PYTHON=$(PYTHON) meson setup $(BUILD) --buildtype=release -Dtests=false >/dev/null

$(TEST_BUILD)/build.ninja:
	@tools/setup build test
	@meson setup $(TEST_BUILD) --werror -Db_sanitize=$(SANITIZE) -Db_lundef=false >/dev/null

$(TSAN_BUILD)/build.ninja:
	@tools/setup build test
	@meson setup $(TSAN_BUILD) --werror -Db_sanitize=thread -Db_lundef=false -Dpython=disabled >/dev/null

# Installs the Debian packages for everything below, where it may.
setup:
	@tools/setup build test bench lint

# A server on a free port with a fresh database, and the complete example of examples/ against it.
demo: all
	@BUILD=$(BUILD) $(PYTHON) tools/demo

# Serves http://127.0.0.1:8000 from tessera.db in this folder.
run: all
	@$(BUILD)/tesserad

# Everything: unit tests, the API, the SDKs and the documentation, with sanitizers.
test: all $(TEST_BUILD)/build.ninja $(TSAN_BUILD)/build.ninja
	@BUILD=$(BUILD) TEST_BUILD=$(TEST_BUILD) TSAN_BUILD=$(TSAN_BUILD) JOBS=$(JOBS) $(PYTHON) tools/test

# The same, the whole of the API's and the Python SDK's tests on PostgreSQL, and a long search for wrong verdicts on schemas.
test-long: export TESSERA_TEST_LONG = 1
test-long: long-packages test

long-packages:
	@tools/setup long

# The same sources on Debian 13, in a root of its own: newer compilers, libraries and Python. As root.
test-debian13:
	@tools/debian13

# Ratios against peers, each measured in the same run.
bench:
	@tools/setup build test bench
	@JOBS=$(JOBS) $(PYTHON) bench/run

# Form and house rules, and clang-tidy over what changed since this branch left main.
lint:
	@tools/setup build test lint
	@BUILD=$(BUILD) LINT_BUILD=$(LINT_BUILD) JOBS=$(JOBS) tools/lint

# clang's static analyzer over all; it takes minutes.
analyze:
	@tools/setup build test lint
	@BUILD=$(BUILD) LINT_BUILD=$(LINT_BUILD) JOBS=$(JOBS) tools/lint analyze

# How clang would compile each file, and the sources that the build makes; nothing is compiled there.
lint-build: $(LINT_BUILD)/build.ninja
	@ninja -C $(LINT_BUILD) --quiet build.ninja $$(ninja -C $(LINT_BUILD) -t targets rule CUSTOM_COMMAND | grep '\.[ch]$$') >/dev/null

$(LINT_BUILD)/build.ninja:
	@CC=clang meson setup $(LINT_BUILD) -Dbench=true -Dfuzz=true >/dev/null

format:
	@git ls-files '*.c' '*.h' | xargs clang-format -i

# Writes the committed files that come from api/*.def.
generate: $(BUILD)/build.ninja
	@ninja -C $(BUILD) generate

# A minute for each fuzz target.
fuzz:
	@tools/setup build fuzz
	@tools/fuzz

# The server, the library with headers and pkg-config file, and the manual, below PREFIX.
install: all
	@BUILD=$(BUILD) JOBS=$(JOBS) PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" LIBDIR="$(LIBDIR)" $(PYTHON) tools/install install

# Removes what `make install` with the same PREFIX and DESTDIR installed.
uninstall:
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" $(PYTHON) tools/install uninstall

# The Python SDK as a source distribution, and as a wheel for each Python at hand that needs glibc alone, in build-wheels/.
wheels:
	@tools/setup build wheels
	@JOBS=$(JOBS) $(PYTHON) tools/wheels

# Debian packages of everything, in build-deb/, looked at by lintian.
deb:
	@tools/setup build deb
	@JOBS=$(JOBS) tools/deb

# The image of the server, and the root that it is made of, in build-container/, from the package in build-deb/.
container:
	@tools/setup container
	@tools/container

# The tarballs of a release, and their checksums, in build-dist/.
dist:
	@tools/setup build
	@JOBS=$(JOBS) tools/dist

clean:
	rm -rf $(BUILD) $(TEST_BUILD) $(TSAN_BUILD) $(LINT_BUILD) build-*
