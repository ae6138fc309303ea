#!/usr/bin/env bash
# Builds an archive and says how to look at it: the repository's own from its samples, or with FROM=folder-or-file one of
# your articles, in the site SITE (made where there is none), its texts in CONTENT.
set -euo pipefail
cd "$(dirname "$0")/.."
arsheef=.venv/bin/arsheef
if [ -z "${FROM:-}" ]; then
  from=tests/samples site=. content=content look="make serve"
else
  from=$FROM site=${SITE:-my-archive} look="make serve SITE=${SITE:-my-archive}"
  content=${CONTENT:-$site/content}
  [ -e "$from" ] || { echo "FROM=$from: no such file or folder; name the one that holds your articles." >&2; exit 1; }
  [ -e "$site/pelicanconf.py" ] || "$arsheef" new "$site"
fi
"$arsheef" ingest "$from" --site "$site" --content "$content"
"$arsheef" build --site "$site" --content "$content" | sed 's/ Open .*//' # the line below says it for make
echo "To look at it: open $(realpath "$site")/output/index.html in a browser, or run: $look"
