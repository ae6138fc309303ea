#!/usr/bin/env bash
# Makes sure that a tool from outside is on this machine: installs it where it may (as root, with apt),
# else says in one sentence what to do and ends with 1.      usage: provide.sh node|npm|chromium|driver|fonts ...
set -euo pipefail
. "$(dirname "$0")/apt.sh"

has_node() { [ "$(node -p 'parseInt(process.versions.node)' 2>/dev/null || echo 0)" -ge 18 ]; }
has_npm() { npm --version >/dev/null 2>&1; }
has_chromium() { # --version, since Ubuntu's package of this name may be a script that only names the snap store
  local name
  for name in ${ARSHEEF_CHROMIUM:+"$ARSHEEF_CHROMIUM"} chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null && "$name" --version >/dev/null 2>&1; then return 0; fi
  done
  return 1
}
has_driver() { # the program that drives the browser comes with Python's playwright, but not the library that it is linked to
  local node
  for node in .venv/lib/python3*/site-packages/playwright/driver/node; do "$node" --version >/dev/null 2>&1 && return 0; done
  return 1
}
has_fonts() { [ -n "$(fc-list :lang=ar family 2>/dev/null)" ]; }

declare -A packages=(
  [node]=nodejs [npm]=npm [chromium]=chromium [driver]=libatomic1 [fonts]="fontconfig fonts-noto-core"
)
declare -A sentences=(
  [node]="The tests need Node 18 or newer (the command 'node'): install it with your package manager, then run make again."
  [npm]="The type check needs npm: install it with your package manager, then run make again."
  [chromium]="The browser tests need Chromium or Chrome: install it so that 'chromium --version' works (or name it in ARSHEEF_CHROMIUM), then run make again."
  [driver]="The browser tests cannot start playwright's driver, .venv/lib/python3*/site-packages/playwright/driver/node: install the library libatomic (Debian and Ubuntu: libatomic1), then run make again."
  [fonts]="The browser tests need a font with Arabic letters: install one (Debian and Ubuntu: fonts-noto-core and fontconfig), then run make again."
)

for tool in "$@"; do
  "has_$tool" && continue
  # shellcheck disable=SC2086  # a list of packages, split on purpose
  apt_install ${packages[$tool]} || true
  "has_$tool" || { echo "${sentences[$tool]}" >&2; exit 1; }
done
