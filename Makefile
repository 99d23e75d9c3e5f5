# Each target is a few lines over the go tool; `make help` lists them.
SHELL := /bin/bash
# The go of the PATH if it is new enough, else the one that deploy/deps.sh installed.
GO ?= deploy/go.sh
# The linter is built once, into the cache folder: go run would compile it for ten minutes on each new machine.
LINT_VERSION := v2.15.0
LINTER := $(shell . deploy/lib.sh && echo "$$(cache)/tools/golangci-lint-$(LINT_VERSION)-go$$(go_version)")
# vet runs once, before the tests.
TESTFLAGS ?= -race -shuffle=on -timeout=25m -vet=off
PLAINFLAGS = $(filter-out -race,$(TESTFLAGS))
# Compilers and tests are short-lived and machines have memory: the garbage collector runs a quarter as often.
test check check-generated: export GOGC ?= 400
# How long each fuzz target of `make fuzz` runs.
FUZZTIME ?= 10m
FUZZED ?= $$($(GO) list ./...)
# The readers of what others wrote, whose fuzz targets `make test` feeds a few seconds long, and with how many inputs. It does
# so in their ordinary test binaries: one that coverage guides needs every package compiled for it, the standard library
# too, and is several times as slow. It counts inputs: with a time, a run may end with "context deadline exceeded" and an error
# though nothing was found, https://go.dev/issue/75804, mended in Go 1.27.
READERS = $(shell $(GO) list ./internal/formats/... ./internal/publisher)
FUZZCOUNT ?= 4000x
# Packages whose code and tests start no goroutine, serve nothing and share no lock have nothing to race. What they call
# is raced in the tests of the packages that do.
CONCURRENT := ^[[:space:]]*go (func|[[:alpha:]])|\.Go\(|Parallel\(|AfterFunc\(|^(import|[[:space:]])[[:space:]]*"(sync|sync/atomic|net/http|net/http/httptest|golang.org/x/sync/errgroup)"
SEQUENTIAL = $(filter-out $(shell grep -rlE --include=*.go '$(CONCURRENT)' cmd deploy graph internal seed | xargs -n1 dirname | sort -u | sed 's|^|$(MODULE)/|'),$(PACKAGES))
MODULE := github.com/credence-graph/credence
PACKAGES = $(shell $(GO) list ./...)
# What compares two stores answer by answer takes five times as long under the race detector, and does nothing that
# the tests of graph/ do not do with it.
UNRACED := $(MODULE)/graph/graphtest
# What types commands by the dozen, each a program of its own, takes twice as long with the race detector in it; what runs in
# the program is raced in the tests of its packages, and servers are in the other tests of internal/app. What compares hundreds
# of random graphs, computes with large ones or packs and unpacks much takes five times as long, and calls nothing that the
# other tests of its package, which are raced, do not call.
PLAIN := TestScripts|TestScale|TestScale_Audit|TestKilledImports|TestExamples|TestAttacks|TestDenseCircle
PLAIN := $(PLAIN)|TestImport_AnotherFormatThatCannotBeReadOn|TestImport_PackedFiles|TestChangedIsTheImpact|TestReadTogether_Random|TestCompareLongChain|TestImpactForgetsNobody|TestLargeGraphs
PLAIN := $(PLAIN)|TestDistanceOfCrowds|TestOrderOfInput|TestAxioms|TestOpenAxioms_A19|TestOpenAxioms_A20|TestOpenAxioms_A21
PLAIN := $(PLAIN)|TestGeneratedCorpus|TestAgainstAllPairs
# All packages that have a test of such a name: the raced run skips it in each.
PLAINED = $(filter-out $(UNRACED) $(SEQUENTIAL),$(addprefix $(MODULE)/,$(shell grep -rlE --include=*_test.go '^func ($(PLAIN))\b' cmd deploy graph internal seed | xargs -n1 dirname | sort -u)))
# A test and its Neo4j wait for each other, so that there is work for one package more than there are processors.
AT_ONCE ?= $$(( $$(getconf _NPROCESSORS_ONLN) + 1 ))
# What takes longest is started first, so that it does not run alone at the end; what mostly waits for Neo4j runs beside the
# rest from the beginning.
LONG := $(MODULE)/internal/app $(MODULE)/internal/neo4jd
WAITING := $(MODULE)/internal/neo4jstore
TYPING := $(MODULE)/internal/app

.PHONY: help deps deps-go deps-test demo fresh check test clients contract e2e bench fuzz fuzz-readers generate check-generated lint dist

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

check: deps-go ## builds, vets, lints and passes all tests that need no Neo4j, for every commit
	$(GO) build ./...
	$(GO) vet ./...
	@$(MAKE) --no-print-directory check-generated
	@deploy/check.sh & \
	if [ -x "$(LINTER)" ]; then "$(LINTER)" run ./...; \
	else echo "NOT LINTED: run make lint once, which builds golangci-lint into the cache folder in about ten minutes"; fi; \
	lint=$$?; wait $$! && exit $$lint

test: deps-test ## passes every test, each against a real Neo4j where one is involved
	$(GO) vet ./...
	@$(MAKE) --no-print-directory fuzz-readers
	@{ $(GO) test $(PLAINFLAGS) $(UNRACED) $(filter-out $(UNRACED),$(SEQUENTIAL)) && \
	$(GO) test $(TESTFLAGS) -p $(AT_ONCE) -skip '^($(PLAIN))$$' $(LONG) $(filter-out $(LONG) $(WAITING) $(UNRACED) $(SEQUENTIAL),$(PACKAGES)); } & rest=$$!; \
	$(GO) test $(TESTFLAGS) -skip '^($(PLAIN))$$' $(WAITING) & waiting=$$!; \
	$(GO) test $(PLAINFLAGS) -run '^($(PLAIN))$$' $(TYPING) $(filter-out $(TYPING),$(PLAINED)) && \
	deploy/clients.sh && deploy/contract.sh; plain=$$?; \
	wait $$rest; rest=$$?; wait $$waiting; waiting=$$?; \
	[ $$plain -eq 0 ] && [ $$rest -eq 0 ] && [ $$waiting -eq 0 ]
	@$(GO) test -v -count=1 -run '^TestDataSets$$' ./internal/evaluation # says aloud what was not measured

clients: deps-go ## has urql and Apollo Client ask a server, if npm can install them
	@deploy/clients.sh

contract: ## holds schema.graphql against Relay, generators of code and the last tag, if npm can install them
	@deploy/contract.sh

fuzz: deps-go ## feeds every reader any bytes, each fuzz target for FUZZTIME (10m); FUZZED narrows the packages
	@set -e; for p in $(FUZZED); do \
		for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz' || true); do \
			echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$p; \
		done; \
	done

fuzz-readers: deps-go
	@set -e; bin=$$(mktemp -d); trap 'rm -rf "$$bin"' EXIT; corpus=$$($(GO) env GOCACHE)/fuzz; \
	$(GO) test -c -vet=off -ldflags='-s -w' -o "$$bin/" $(READERS) >/dev/null; \
	for p in $(READERS); do \
		test=$$bin/$${p##*/}.test; \
		[ -x "$$test" ] || continue; \
		cd "$(CURDIR)/$${p#$(MODULE)/}"; \
		for f in $$("$$test" -test.list '^Fuzz' | grep '^Fuzz' || true); do \
			echo "$$p $$f"; "$$test" -test.run '^$$' -test.fuzz "^$$f$$" -test.fuzztime $(FUZZCOUNT) \
				-test.fuzzminimizetime 10x -test.fuzzcachedir "$$corpus/$$p"; \
		done; \
	done

e2e: deps-test ## passes the end-to-end tests alone, as a user would type
	$(GO) test $(TESTFLAGS) -count=1 ./internal/app/...

bench: deps-test ## prints the figures of the README
	$(GO) test -run='^$$' -bench=. -benchmem ./internal/convergence/... ./internal/copying/...

generate: deps-go ## writes the generated code again
	$(GO) generate ./...

check-generated: deps-go ## fails if the generated code is not up to date
	@before=$$(find graph -name '*.go' -print0 | sort -z | xargs -0 sha256sum); \
	$(GO) generate ./... && \
	after=$$(find graph -name '*.go' -print0 | sort -z | xargs -0 sha256sum); \
	[ "$$before" = "$$after" ] || { echo "the generated code was out of date; commit what 'make generate' writes"; exit 1; }

lint: deps-go $(LINTER) ## holds the code against go vet and the rules of .golangci.yml
	$(GO) vet ./...
	$(LINTER) run ./...

$(LINTER): | deps-go
	@echo "building golangci-lint $(LINT_VERSION) once, into $(@D): about ten minutes on two cores"
	@mkdir -p $(@D)/new
	GOBIN=$(abspath $(@D)/new) $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)
	@mv $(@D)/new/golangci-lint $@

dist: deps-go ## builds one binary for this machine into bin/
	$(GO) build -trimpath -o bin/credence ./cmd/credence
