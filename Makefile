# The two commands of the README are `make demo` and `make test`; the rest is for developers.

.PHONY: test format lint unit bench conformance

# Format, lints, and every test, in the dev profile: an optimised DataFusion would cost a quarter of an hour.
test: format lint unit

format:
	cargo fmt --all --check

lint:
	cargo clippy --workspace --all-targets --quiet -- -D warnings

unit:
	cargo test --workspace --quiet

# The score over the recorded answers of the real engine, by page.
conformance:
	cargo test -p lurcher-engine --test main conformance -- --nocapture

# The four seed hunts beside DuckDB, and what is written into docs/benchmarks.md.
bench:
	benches/bench.sh
