#!/usr/bin/env bash
# Makes .venv with this program in it, and with the dependency groups of pyproject.toml that are named.
# usage: venv.sh [GROUP...]
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/apt.sh

find_python() { # the first interpreter that is new enough and really starts; PYTHON names another one
  local name
  for name in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  return 1
}

make_environment() {
  local python version
  python=$(find_python) || { apt_install python3 python3-venv && python=$(find_python); } ||
    { echo "arsheef needs Python 3.11 or newer: install it (Debian and Ubuntu: python3 and python3-venv), then run make again." >&2; exit 1; }
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  # Debian and Ubuntu ship the two modules that make an environment in a package of their own.
  "$python" -c 'import venv, ensurepip' 2>/dev/null || apt_install "python$version-venv" || true
  "$python" -c 'import venv' 2>/dev/null ||
    { echo "Python $version here has no module 'venv': install it (Debian and Ubuntu: python$version-venv), then run make again." >&2; exit 1; }
  "$python" -c 'import ensurepip' 2>/dev/null ||
    { echo "Python $version here has no module 'ensurepip': install it (Debian and Ubuntu: python$version-venv), then run make again." >&2; exit 1; }
  "$python" -m venv --clear .venv
}

.venv/bin/python -m pip --version >/dev/null 2>&1 || make_environment
pip() { .venv/bin/python -m pip --disable-pip-version-check --quiet --no-input "$@"; }
pip install 'pip>=25.1' # the first that reads dependency groups
groups=()
for group in "$@"; do groups+=(--group "$group"); done
extras=
[ $# -eq 0 ] || extras='[cluster]' # tests and types are of everything, extras too
pip install --editable ".$extras" "${groups[@]}"
