#!/bin/sh
# The pages are tested in a real Chromium. Get it by the system's package manager where it is missing and that is allowed.
set -u
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "installing chromium by apt-get (a few minutes)"
    log=$(mktemp)
    if { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium fonts-dejavu-core; } >"$log" 2>&1; then
        rm -f "$log"
        exit 0
    fi
    tail -n 3 "$log" >&2
    rm -f "$log"
fi
echo "The page tests need Chromium, and it could not be installed here." >&2
echo "Install it (Debian: apt-get install chromium; Fedora: dnf install chromium; macOS: brew install --cask chromium), then run make test again." >&2
exit 1
