#!/bin/sh
# Sees to what Kith needs on this machine: Go and make to build, Java and Maven for its own Neo4j; with the argument "tests" also a C compiler, Node with npm
# and Chromium. Says nothing when all is there. On Debian and Ubuntu it installs what is missing, as root or where sudo asks
# for no password; elsewhere it says what to install.
set -eu
cd "$(dirname "$0")/.."
tests=${1:-}
PATH=$PATH:/usr/local/go/bin

# go.mod names the Go that is needed; a Go since 1.21 fetches it by itself.
if ! command -v go >/dev/null; then
	echo "Kith needs Go 1.26 or newer: https://go.dev/doc/install" >&2
	exit 1
fi
minor=$(go env GOVERSION | sed -n 's/^go1\.\([0-9]*\).*/\1/p')
if [ "${minor:-0}" -lt 26 ]; then
	echo "Kith needs Go 1.26 or newer, and this is $(go env GOVERSION): https://go.dev/doc/install" >&2
	exit 1
fi

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
java_major() {
	"$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1
}

missing() {
	have=$(java_major || true)
	[ "${have:-0}" -ge 17 ] || echo java
	command -v mvn >/dev/null || echo maven
	command -v make >/dev/null || echo make
	[ "$tests" = tests ] || return 0
	command -v npm >/dev/null || echo npm
	command -v "${CHROMIUM:-chromium}" >/dev/null || echo chromium
	if ! command -v cc >/dev/null || { [ "$(uname)" = Linux ] && [ ! -e /usr/include/stdlib.h ]; }; then
		echo compiler
	fi
}

# The web app's tools need a newer Node than some distributions have; npm has it as a package.
node_of_our_own() {
	if [ "$tests" = tests ] && ! node -e 'const [major, minor] = process.versions.node.split("."); process.exit(+(major < 20 || (major == 20 && minor < 19)))' 2>/dev/null &&
		[ ! -e .tools/node/node_modules/node/bin/node ]; then
		npm install --silent --no-audit --no-fund --prefix .tools/node node@22.21.1
	fi
}

needed=$(missing)
if [ -z "$needed" ]; then
	node_of_our_own
	exit 0
fi

sudo=
if [ "$(id -u)" != 0 ]; then
	sudo="sudo -n"
fi
if ! command -v apt-get >/dev/null || ! $sudo true 2>/dev/null; then
	echo "Kith needs what is missing here:" $needed >&2
	echo "Please install Java 17 or newer, Maven, make and, for the tests, a C compiler, npm and Chromium, on Debian and Ubuntu with" >&2
	echo "  sudo apt-get install openjdk-17-jre-headless maven make gcc libc6-dev npm chromium fonts-noto-core" >&2
	echo "(openjdk-21-jre-headless where there is no 17), on macOS with" >&2
	echo "  xcode-select --install; brew install openjdk@17 maven node; brew install --cask chromium" >&2
	exit 1
fi

echo "Installing what is missing:" $needed
$sudo apt-get update -qq
packages=
for part in $needed; do
	case $part in
	java)
		for version in 17 21 25; do
			if apt-cache show openjdk-$version-jre-headless >/dev/null 2>&1; then
				packages="$packages openjdk-$version-jre-headless"
				break
			fi
		done
		;;
	compiler) packages="$packages gcc libc6-dev" ;;
	chromium) packages="$packages chromium fonts-noto-core" ;;
	*) packages="$packages $part" ;;
	esac
done
# shellcheck disable=SC2086 # words, not one name
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null

needed=$(missing)
if [ -n "$needed" ]; then
	echo "Still missing after the installation:" $needed >&2
	if [ -n "${JAVA_HOME:-}" ]; then
		echo "JAVA_HOME is $JAVA_HOME; it has to be Java 17 or newer." >&2
	fi
	exit 1
fi
node_of_our_own
