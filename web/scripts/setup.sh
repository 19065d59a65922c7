#!/bin/sh
# Sees to what building and testing the app needs: Node, its packages as the lock file says, and with the argument "browser" Debian's Chromium.
set -eu
cd "$(dirname "$0")/.."
install() {
	sudo=
	if [ "$(id -u)" != 0 ]; then
		sudo="sudo -n"
	fi
	if ! command -v apt-get >/dev/null || ! $sudo true 2>/dev/null; then
		echo "The web app needs $1 here: please install it." >&2
		exit 1
	fi
	$sudo apt-get update -qq
	$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
if ! node -e 'process.exit(+(parseInt(process.versions.node) < 20))' 2>/dev/null; then
	echo "The web app needs Node 20.19 or newer to be built anew: https://nodejs.org" >&2
	exit 1
fi
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
	npm ci --no-audit --no-fund --loglevel=error
	touch node_modules/.package-lock.json
fi
if [ "${1:-}" = browser ] && ! command -v "${CHROMIUM:-chromium}" >/dev/null; then
	install chromium fonts-noto-core
fi
