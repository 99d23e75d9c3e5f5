# Each target is a few lines over the go tool; `make help` lists them.
SHELL := /bin/bash
# The go of the PATH if it is new enough, else the one that deploy/deps.sh installed.
GO ?= deploy/go.sh
LINT := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
TESTFLAGS ?= -race -shuffle=on -timeout=25m
# How long each fuzz target runs, and in which packages those are that `make test` runs a little: the readers of what others
# wrote. It counts inputs there (a few seconds of them): with a time, go test may end with "context deadline exceeded"
# and an error though nothing was found, https://go.dev/issue/75804, mended in Go 1.27.
FUZZTIME ?= 10m
FUZZED ?= $$($(GO) list ./...)
READERS = $(shell $(GO) list ./internal/formats/... ./internal/publisher)
# What compares two stores answer by answer takes five times as long under the race detector, and does nothing beside that
# the tests of graph/ do not do with it.
UNRACED := github.com/credence-graph/credence/graph/graphtest
# What types commands by the dozen, each a program of its own, takes twice as long with the race detector in it; what runs in
# the program is raced in the tests of its packages, and servers are in the other tests of internal/app. The suite that a
# store passes a second time is raced the first time.
PLAIN := ^(TestScripts|TestScale|TestScale_Audit|TestKilledImports|TestStoreThatTakesBatchesForNew)$$
# What mostly waits for Neo4j to start and stop runs beside them.
STARTING := internal/neo4jd
# What takes longest of the rest, begun first so that it does not run alone in the end.
LONG := github.com/credence-graph/credence/internal/neo4jstore github.com/credence-graph/credence/internal/app

.PHONY: help deps deps-go deps-test demo fresh test e2e bench fuzz generate check-generated lint dist

help: ## lists the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 18

deps: ## installs what is missing to run: Go, Java, Maven, Neo4j
	@deploy/deps.sh run
	@$(GO) run ./cmd/credence neo4j install

deps-go:
	@deploy/deps.sh go

deps-test:
	@deploy/deps.sh test
	@$(GO) run ./cmd/credence neo4j install

demo: deps ## loads the fact check into a Neo4j of its own, answers and serves
	@$(GO) run ./cmd/credence demo

fresh: ## runs `make demo` on a bare Debian, made for it and removed after; FULL=1 passes `make test` there too
	@deploy/fresh.sh

test: deps-test ## passes every test, each against a real Neo4j where one is involved
	$(GO) vet ./...
	@$(MAKE) --no-print-directory fuzz FUZZTIME=2000x FUZZED="$(READERS)"
	@{ $(GO) test $(filter-out -race,$(TESTFLAGS)) $(UNRACED) && $(GO) test $(TESTFLAGS) ./$(STARTING)/...; } & \
	$(GO) test $(filter-out -race,$(TESTFLAGS)) -run '$(PLAIN)' ./internal/app ./internal/neo4jstore; plain=$$?; \
	wait $$! && exit $$plain
	$(GO) test $(TESTFLAGS) -skip '$(PLAIN)' $(LONG) $$($(GO) list ./... | grep -vx -e $(UNRACED) $(LONG:%=-e %) | grep -v /$(STARTING))
	@$(GO) test -v -count=1 -run '^TestDataSets$$' ./internal/evaluation # says aloud what was not measured

fuzz: deps-go ## feeds every reader any bytes, each fuzz target for FUZZTIME (10m); FUZZED narrows the packages
	@set -e; for p in $(FUZZED); do \
		for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz' || true); do \
			echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$p; \
		done; \
	done

e2e: deps-test ## passes the end-to-end tests alone, as a user would type
	$(GO) test $(TESTFLAGS) -count=1 ./internal/app/...

bench: deps-test ## prints the figures of the README
	$(GO) test -run='^$$' -bench=. -benchmem ./internal/convergence/... ./internal/copying/...

generate: deps-go ## writes the generated code anew
	$(GO) generate ./...

check-generated: deps-go ## fails if the generated code is not up to date
	@before=$$(find graph -name '*.go' -print0 | sort -z | xargs -0 sha256sum); \
	$(GO) generate ./... && \
	after=$$(find graph -name '*.go' -print0 | sort -z | xargs -0 sha256sum); \
	[ "$$before" = "$$after" ] || { echo "the generated code was out of date; commit what 'make generate' writes"; exit 1; }

lint: deps-go ## holds the code against the rules of .golangci.yml
	$(GO) run $(LINT) run ./...

dist: deps-go ## builds one binary for this machine into bin/
	$(GO) build -trimpath -o bin/credence ./cmd/credence
