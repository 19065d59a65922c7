#!/bin/sh
# From a clone to a running Kith: sets up, builds, loads the sample company on the first start, serves until Ctrl-C.
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/local/go/bin

scripts/setup.sh
make build
exec bin/kith serve --sample "$@"
