#!/usr/bin/env bash
# `make bench`: builds the release binary, makes the data once, runs the comparison. SIZES are messages in millions.
set -euo pipefail
cd "$(dirname "$0")/.."
cache="${LURCHER_CACHE:-$HOME/.cache/lurcher}"
sizes="${SIZES:-5 20}"
cargo build --release -p lurcher-cli
binary="${CARGO_TARGET_DIR:-target}/release/lurcher"
if [ ! -x "$cache/venv/bin/python" ]; then
    python3 -m venv "$cache/venv"
fi
"$cache/venv/bin/python" -c 'import duckdb' 2>/dev/null || "$cache/venv/bin/python" -m pip install --quiet duckdb pytz
data=()
for size in $sizes; do
    folder="$cache/bench/${size}m"
    if [ ! -f "$folder/complete" ]; then
        rm -rf "$folder"
        "$binary" synth --messages "${size}000000" --days 60 --seed 1 --format parquet --out "$folder"
        touch "$folder/complete"
    fi
    data+=("$folder")
done
"$cache/venv/bin/python" benches/run.py --binary "$binary" --data "${data[@]}"
