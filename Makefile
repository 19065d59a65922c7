# Kith: `make run` shows it on a sample company, `make test` passes all tests. Both set up what is missing first.

# Go's usual place, for shells that do not have it in their PATH; before all, the Node that scripts/setup.sh fetches where there is none that is new enough.
export PATH := $(CURDIR)/.tools/node/node_modules/node/bin:$(PATH):/usr/local/go/bin

# gin's MessagePack is not used, and makes the program 10 MB bigger.
TAGS := -tags=nomsgpack
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
GOTESTSUM := .tools/gotestsum
LINT := .tools/golangci-lint
VULNCHECK := .tools/govulncheck

.PHONY: run build test check vulncheck soak bench docs clean setup web web-check web-test web-bench web-guide

run: ## set up, build, load the sample company on the first start, serve
	scripts/run.sh

build: ## bin/kith
	go build $(TAGS) -buildvcs=false -ldflags '-X main.version=$(VERSION)' -o bin/kith ./cmd/kith

# Java that compiles quickly, not well: the tests' Neo4js live for seconds or minutes.
test: export JAVA_TOOL_OPTIONS := -XX:TieredStopAtLevel=1
test: setup web-check web-test $(GOTESTSUM) ## all tests: the app in a browser, then Go with the race detector
	$(GOTESTSUM) --format pkgname -- $(TAGS) -race -p 2 -timeout 60m ./...

check: setup $(LINT) ## what a reviewer would say first
	@files=$$(gofmt -l .); if [ -n "$$files" ]; then echo "run gofmt -w on:"; echo "$$files"; exit 1; fi
	go mod tidy -diff
	go vet $(TAGS) ./...
	$(LINT) run ./...
	go test $(TAGS) ./cypher
	@for script in scripts/*.sh .ci/run; do sh -n $$script || exit 1; done

VULNDB := https://vuln.go.dev
vulncheck: setup $(VULNCHECK) ## known vulnerabilities that are reached; VULNDB=file:///…/vulndb/data/osv where the network is not, of a clone of golang/vulndb
	$(VULNCHECK) -db $(VULNDB) $(TAGS) ./...
	cd tools && ../$(VULNCHECK) -db $(VULNDB) $$(go list tool)

soak: setup $(GOTESTSUM) ## the long tests at full size: hours
	KITH_SOAK=1 $(GOTESTSUM) --format testname -- $(TAGS) -count=1 -p 1 -timeout 12h ./...

SIZE := 0.01
bench: setup build ## measure on a generated graph; SIZE=1 is a million people with ten million ties
	bin/kith bench --size $(SIZE) --json bin/bench.json --markdown bin/bench.md

docs: ## the API document, from the handlers' comments
	go generate ./...

web: setup ## the browser app, built anew from its sources; needs Node, the Go build does not
	web/scripts/setup.sh
	cd web && npm run -s types && npm run -s check && npx vite build --logLevel warn

web-check: setup ## the app's logic, and that the committed app is what its sources make
	web/scripts/setup.sh
	web/scripts/check.sh

web-test: setup build ## the app in Chromium against a real Kith with a small sample company
	web/scripts/setup.sh
	cd web && node e2e/service.mjs --small node_modules/.bin/playwright test

web-bench: setup build ## how fast the app is
	web/scripts/setup.sh
	cd web && node e2e/service.mjs node scripts/bench.mjs

web-guide: setup build ## the pictures of docs/guide
	web/scripts/setup.sh
	cd web && node e2e/service.mjs node scripts/screenshots.mjs

clean: ## what was built here; the jars in the user's cache folder stay
	rm -rf bin .tools coverage.out web/node_modules

setup:
	@scripts/setup.sh tests

$(GOTESTSUM): tools/go.mod tools/go.sum
	cd tools && go build -o ../$@ gotest.tools/gotestsum

$(LINT): tools/go.mod tools/go.sum
	cd tools && go build -o ../$@ github.com/golangci/golangci-lint/v2/cmd/golangci-lint

$(VULNCHECK): tools/go.mod tools/go.sum
	cd tools && go build -o ../$@ golang.org/x/vuln/cmd/govulncheck
