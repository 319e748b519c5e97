# The two commands of the README are `make demo` and `make test`; the rest is for developers.

.PHONY: demo test format lint unit accessibility bench hunt-bench conformance corpus peer docs fuzz

LURCHER = cargo run --quiet -p lurcher-cli --
DEMO = target/demo
TREND = EmailEvents | where EmailDirection == "Inbound" and isnotempty(ThreatTypes) \
    | summarize Threats = count() by Day = bin(Timestamp, 1d) | sort by Day asc \
    | render timechart with (title="Threats in inbound mail, by day")

# The whole life of a rule on a made-up company's mail of 90 days with forty planted attacks: tested, hunted with, held
# against ATT&CK, published.
PACK = packs/mail-starter
HUNT = $(LURCHER) hunt $(PACK) --data $(DEMO)/tables --now 2026-01-15T12:00:00Z
demo:
	@command -v cargo >/dev/null || { echo "make demo needs Rust's cargo: see https://rustup.rs"; exit 1; }
	@echo "Building (some minutes the first time) ..."
	@cargo build -p lurcher-cli
	@rm -rf $(DEMO)
	@$(LURCHER) synth --messages 30000 --days 90 --out $(DEMO)/tables
	@echo
	@$(LURCHER) query --data $(DEMO)/tables --now data --limit 5 '$(TREND)'
	@echo
	@echo "1. The rules are tested:"
	@$(LURCHER) test $(PACK) --format json --out $(DEMO)/tests.json
	@$(LURCHER) test $(PACK) --filter 'new-sender*' --mutate
	@$(LURCHER) test $(PACK) --filter 'new-sender*' --mutate --format json --out $(DEMO)/strength.json
	@echo
	@echo "2. They hunt; what exclusions hide is kept in a ledger:"
	@$(HUNT) --limit 2 --record $(DEMO)/run.ndjson --ledger $(DEMO)/ledger.ndjson || test $$? -eq 1
	@$(HUNT) --format html --out $(DEMO)/report.html || test $$? -eq 1
	@echo
	@echo "3. Which techniques of ATT&CK are covered:"
	@$(LURCHER) coverage $(PACK) --data $(DEMO)/tables --tests $(DEMO)/tests.json --record $(DEMO)/run.ndjson | head -22
	@echo
	@echo "4. They are published:"
	@$(LURCHER) feed build $(PACK) --out $(DEMO)/site --tests $(DEMO)/tests.json --tests $(DEMO)/strength.json \
	    --record $(DEMO)/run.ndjson --ledger $(DEMO)/ledger.ndjson --now 2026-01-15
	@echo
	@echo "Open $(DEMO)/site/index.html and $(DEMO)/report.html. The mail is in $(DEMO)/tables; ask it something:"
	@echo "  $(LURCHER) query 'EmailEvents | where ThreatTypes has \"Phish\" | summarize count() by SenderFromDomain' --data $(DEMO)/tables"

# Format, lints, and every test, in the dev profile: an optimised DataFusion would cost a quarter of an hour.
test: format lint unit

format:
	cargo fmt --all --check

lint:
	cargo clippy --workspace --all-targets --quiet -- -D warnings

# The published score is held against what is measured.
unit:
	LURCHER_CONFORMANCE=check cargo test --workspace --quiet

# The pages of feeds and reports held against axe-core, which npm brings.
accessibility:
	npm install --silent --prefix target/axe axe-core@4
	cargo test -p lurcher-cli --test main pages_are_accessible -- --nocapture

# The score: measured, printed, and written into docs/conformance.md and README.md.
conformance:
	LURCHER_CONFORMANCE=write cargo test -p lurcher-engine --test main score:: -- --nocapture

# All published hunts over empty tables and over 10,000 made-up rows a table; the figures go into docs/published-hunts.md.
# The command is named only so that its build of DataFusion serves here too.
corpus:
	cargo test --release -p lurcher-engine -p lurcher-cli --test main all_published_hunts_run -- --ignored --nocapture

# The four seed hunts beside DuckDB, and what is written into docs/benchmarks.md.
bench:
	benches/bench.sh

# Whole packs over a million made-up mails and a million rows of every other table that they read: time and memory, written
# into docs/benchmarks.md. RULES names packs; without it the shipped one, and published rules where they lie beside.
hunt-bench:
	cargo build --release -p lurcher-cli
	python3 benches/hunt.py --binary "$${CARGO_TARGET_DIR:-target}/release/lurcher" $(RULES)

# Against DuckDB, row by row: queries made by chance over random tables, then the seed hunts on a million made-up mails.
peer:
	tests/duckdb/run-random
	tests/duckdb/run

# Queries made by chance, for MINUTES, beginning with SEED; then those that would eat all memory.
MINUTES = 5
SEED = 1000
fuzz:
	LURCHER_MADE_MINUTES=$(MINUTES) LURCHER_MADE_SEED=$(SEED) \
	    cargo test -p lurcher-engine --test main made_queries_for_minutes -- --ignored --nocapture
	cargo test -p lurcher-engine --test main bombs -- --include-ignored --nocapture --test-threads 1

# The pages on operators and functions, each probed: docs/language; those on checks, and the tables of docs/rule-files.md.
docs:
	$(LURCHER) docs --out docs/language --lint docs/lint --rule-files docs/rule-files.md
