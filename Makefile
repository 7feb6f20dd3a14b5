# What each target does is in `make help`. No logic lives here that Go could do.
.PHONY: help run build assets test library growth race fuzz bench preflight check lint tidy update browser panel-budget

GO ?= go
FUZZTIME ?= 30s
SERVE ?=

help: ## show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: assets ## start the demo on this machine and print its address (SERVE="--listen 127.0.0.1:9000")
	$(GO) run ./cmd/signpost serve $(SERVE)

build: assets ## build bin/signpost
	$(GO) build -o bin/signpost ./cmd/signpost

assets: api/panel/assets/nhsuk/nhsuk.css ## build the design system's styles with npm

api/panel/assets/nhsuk/nhsuk.css: web/package.json web/package-lock.json web/nhsuk.scss
	@if command -v npm >/dev/null; then cd web && npm ci --no-audit --no-fund && npm run build; \
	else echo "npm is not installed: pages carry plain styles only"; fi

test: ## run every test, and the worked patients of the library
	$(GO) vet ./...
	$(GO) test ./...
	cd bench && $(GO) test ./...
	$(MAKE) --no-print-directory library

library: ## hold the pathways to their promises: no finding, full coverage, proved
	$(GO) build -o bin/signpost ./cmd/signpost
	bin/signpost check
	bin/signpost lint
	bin/signpost test --threshold 100
	bin/signpost prove
	bin/signpost mutate

race: ## run every test whole with the race detector (half an hour)
	$(GO) test -race ./...

growth: ## time check, test and prove as whole processes, from 6 to 300 pathways (minutes)
	cd bench && $(GO) test -run='^$$' -bench='^BenchmarkGrowth$$' -benchtime=3x -timeout 30m .

bench: ## run a benchmark for each promise
	$(GO) test -run='^$$' -bench=. -benchmem ./...
	cd bench && $(GO) test -bench=. -benchmem ./...

preflight: ## have PDFBox judge the archival letters (Java, libpdfbox2-java)
	cd bench && $(GO) test -tags preflight -run Archival .

# Tests of one thread after another, and of memory, of which the race detector takes its own: `test` has them whole.
UNRACED = ^(TestACriterionIsNotRefusedForWhatIsNotKnown|TestAuthoring|TestBlurredPhotographsAreNoticed|TestCheckScript|TestLargePhotographsAreKeptWithinWhatServicesTake|TestLarge_pictures_at_once_take_the_memory_of_one|TestLettersAreSmallWhateverIsOnTheirPictures|TestManyPhotographsStandAsTheyWereKept|TestPreCommit|TestTheOrderOfFilesChangesNothing|TestWhatDecidedStandsBeforeWhatDidNot|TestWorkflow)$$

check: tidy lint ## what CI runs beside the tests: tidy, lint (vet and floors with it), the race detector on short tests
	$(GO) vet ./...
	$(GO) test -race -short -skip '$(UNRACED)' ./...

browser: assets web/browser/node_modules ## hold the panel to its promises in a real browser (npm, Chromium)
	cd web/browser && npm test && npm run -s validate && npm run -s budget

panel-budget: assets web/browser/node_modules ## print what each demo patient takes by keyboard, against the targets
	@cd web/browser && npm run -s budget

web/browser/node_modules: web/browser/package-lock.json
	cd web/browser && npm ci --no-audit --no-fund
	@touch $@

lint: ## run the linters
	$(GO) tool -modfile=tools/go.mod golangci-lint run ./...

tidy: ## fail if go.mod is not tidy
	$(GO) mod tidy -diff

update: ## rewrite the golden files; read the difference before you commit it
	UPDATE=1 $(GO) test ./...

fuzz: ## run every fuzz target for FUZZTIME (default 30s)
	@$(GO) list ./... | while read -r p; do \
	  for f in $$($(GO) test -list '^Fuzz' "$$p" | grep '^Fuzz'); do \
	    echo "$$p $$f"; $(GO) test -run='^$$' -fuzz="^$$f$$" -fuzztime=$(FUZZTIME) "$$p" || exit 1; done; done
