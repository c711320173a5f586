#!/bin/sh
# What the tests need besides Python: Java and Maven (a real Neo4j server), Chromium and Chinese fonts (the dashboard).
# Installed on Debian where we are root or may use sudo without a password; otherwise the tests that need them say so.
set -u
wanted=""
command -v java >/dev/null 2>&1 || wanted="$wanted openjdk-17-jre-headless"
command -v mvn >/dev/null 2>&1 || wanted="$wanted maven"
command -v chromium >/dev/null 2>&1 || wanted="$wanted chromium"
fc-list 2>/dev/null | grep -qi 'Noto Sans CJK' || wanted="$wanted fonts-noto-cjk fontconfig"
[ -n "$wanted" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Not installed:$wanted. The tests that need them are skipped." >&2
    exit 0
fi
if [ "$(id -u)" = 0 ]; then as=""; elif sudo -n true 2>/dev/null; then as="sudo -n"; else
    echo "Not installed:$wanted. Tests that need them are skipped; to run them: sudo apt install$wanted" >&2
    exit 0
fi
echo "Installing for the tests:$wanted" >&2
log=$(mktemp)
# shellcheck disable=SC2086  # lists of words on purpose
{ $as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq --no-install-recommends $wanted; } \
    >"$log" 2>&1 || { tail -n 5 "$log" >&2; echo "Could not install:$wanted. The tests that need them are skipped." >&2; }
rm -f "$log"
