#!/bin/sh
# Makes sure that a Chromium is there for the tests: the one named, one on the path, or the system's package.
set -eu
for name in "${CITECHECK_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
    exit 0
fi
echo "no Chromium was found: install one (for instance: sudo apt-get install chromium) or name it in CITECHECK_CHROMIUM" >&2
exit 1
