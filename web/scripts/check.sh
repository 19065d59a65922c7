#!/bin/sh
# Tests the app's logic, builds it anew and compares: what is committed and embedded is what the sources make.
set -eu
cd "$(dirname "$0")/.."
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
cp src/api/schema.d.ts "$fresh/schema.d.ts"
npm run -s types
if ! cmp -s src/api/schema.d.ts "$fresh/schema.d.ts"; then
	echo "web/src/api/schema.d.ts is older than docs/openapi.json: run make web" >&2
	exit 1
fi
npm run -s check
npx vitest run
npx vite build --logLevel warn --outDir "$fresh/dist" --emptyOutDir
if ! diff -r dist "$fresh/dist" >/dev/null; then
	echo "web/dist is older than its sources: run make web" >&2
	exit 1
fi
