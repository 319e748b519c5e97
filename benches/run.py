"""`make bench`: the four seed hunts, and queries of the language, beside DuckDB, on the same files, with the same two
threads, in one run.

Both engines answer inside a running process, in turn; answers are compared before a time counts. Figures are medians,
the ratio is ours to DuckDB's. Writes docs/benchmarks.md between its two marks.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

import duckdb

from language import QUERIES
from seeds import SEEDS, SQL, kql

ROOT = Path(__file__).resolve().parent.parent
NOW = "2026-01-15T12:00:00Z"


class Lurcher:
    """A `lurcher query --batch` kept open."""

    def __init__(self, binary: Path, data: Path):
        command = [str(binary), "query", "--batch", "--data", str(data), "--now", NOW]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def rows(self, text: str):
        self.process.stdin.write(json.dumps({"id": 0, "kql": text}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if not answer["ok"]:
            raise SystemExit(f"lurcher refused a seed: {answer['error']}")
        return answer["rows"]

    def peak_mib(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def cell(value):
    """One form for both engines' cells."""
    if isinstance(value, list):
        return [cell(v) for v in value]
    if hasattr(value, "isoformat"):
        return seconds(value.replace(tzinfo=None).isoformat())
    if isinstance(value, str) and value.endswith("Z") and value[4:5] == "-" and "T" in value:
        return seconds(value.rstrip("Z"))
    return "" if value is None else value


def seconds(moment: str) -> str:
    """Without zeros behind the point."""
    return moment.rstrip("0").rstrip(".") if "." in moment else moment


def canonical(rows, columns=None):
    """Rows, or these columns of them, in one order."""
    return sorted([[cell(row[c]) for c in columns or range(len(row))] for row in rows], key=repr)


def timed(action):
    start = time.perf_counter()
    rows = action()
    return time.perf_counter() - start, rows


class Pair:
    """Both engines over the same files."""

    def __init__(self, binary: Path, data: Path):
        self.peer = duckdb.connect()
        self.peer.execute("SET threads = 2")
        self.peer.execute("SET TimeZone = 'UTC'")
        self.peer.execute(f"CREATE VIEW EmailEvents AS SELECT * FROM read_parquet('{data}/EmailEvents/**/*.parquet')")
        self.count = self.peer.execute("SELECT count(*) FROM EmailEvents").fetchone()[0]
        self.ours = Lurcher(binary, data)

    def race(self, name: str, text: str, sql: str, runs: int, columns=None):
        """Rows of the answer, our median time and theirs."""
        sql = sql.replace("$now", "TIMESTAMPTZ '2026-01-15 12:00:00+00'")
        times = {"ours": [], "peer": []}
        for run in range(runs + 1):
            a, mine = timed(lambda: self.ours.rows(text))
            b, theirs = timed(lambda: self.peer.execute(sql).fetchall())
            if run == 0:
                rows = len(mine)
                if canonical(mine, columns) != canonical(theirs, columns):
                    raise SystemExit(f"{name}: the answers differ: {len(mine)} and {len(theirs)} rows")
                continue
            times["ours"].append(a)
            times["peer"].append(b)
        mine, theirs = statistics.median(times["ours"]), statistics.median(times["peer"])
        figures = f"lurcher {mine:7.3f} s  duckdb {theirs:7.3f} s  ratio {mine / theirs:5.2f}"
        print(f"{self.count:>10,} rows  {name:50}  {figures}", flush=True)
        return rows, mine, theirs


def bench(binary: Path, data: Path, shared: Path, runs: int):
    pair = Pair(binary, data)
    count, ours = pair.count, pair.ours
    results = []
    for seed in SEEDS:
        rows, mine, theirs = pair.race(f"seed {seed}", kql(shared, seed), SQL[seed], runs)
        results.append((seed, rows, mine, theirs, mine / theirs))
    peak = ours.peak_mib()
    ours.close()
    mean = statistics.geometric_mean([r[4] for r in results])
    print(f"{count:>10,} rows  geometric mean {mean:.2f}, lurcher's peak memory {peak:,.0f} MiB", flush=True)
    return count, results, mean, peak


def language(binary: Path, data: Path, runs: int):
    """Lines of the table of the language's queries."""
    pair = Pair(binary, data)
    yield from ["| rows | query | answer rows | lurcher s | DuckDB s | ratio | at most |", "|---:|---|---:|---:|---:|---:|---:|"]
    for query in QUERIES:
        rows, mine, theirs = pair.race(query.name, query.kql, query.sql, runs, query.columns)
        figures = f"{mine:.3f} | {theirs:.3f} | {mine / theirs:.2f} | {query.target:.1f}"
        yield f"| {pair.count:,} | {query.name} | {rows} | {figures} |"
    yield f"| {pair.count:,} | peak memory of lurcher | | {pair.ours.peak_mib():,.0f} MiB | | | |"
    pair.ours.close()


def startup(binary: Path) -> float:
    """Seconds of `lurcher query 'print 1'`, the whole process."""
    command = [str(binary), "query", "print 1"]
    return statistics.median(timed(lambda: subprocess.run(command, check=True, capture_output=True))[0] for _ in range(21))


def binding(binary: Path, shared: Path, copies: int = 2000):
    """Seconds to parse and bind each seed once, in a running process that reads and writes JSON lines."""
    process = subprocess.Popen([str(binary), "check", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    for seed in SEEDS:
        line = json.dumps({"id": 0, "kql": kql(shared, seed)}) + "\n"

        def once():
            process.stdin.write(line)
            process.stdin.flush()
            return process.stdout.readline()

        if not json.loads(once())["ok"]:
            raise SystemExit(f"seed {seed} does not bind")
        yield seed, statistics.median(timed(once)[0] for _ in range(copies))
    process.stdin.close()
    process.wait()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--write", type=Path, default=ROOT / "docs" / "benchmarks.md")
    options = parser.parse_args()
    shared = Path(os.environ.get("LURCHER_SHARED", ROOT.parent / "shared"))
    if not (shared / "seeds").is_dir():
        print("bench: skipped, the seed hunts are not at", shared)
        return
    lines = ["| rows | seed | answer rows | lurcher s | DuckDB s | ratio |", "|---:|---|---:|---:|---:|---:|"]
    for data in options.data:
        count, results, mean, peak = bench(options.binary, data, shared, options.runs)
        for seed, rows, mine, theirs, ratio in results:
            lines.append(f"| {count:,} | {seed} | {rows} | {mine:.3f} | {theirs:.3f} | {ratio:.2f} |")
        lines.append(f"| {count:,} | geometric mean | | | | {mean:.2f} |")
        lines.append(f"| {count:,} | peak memory of lurcher | | {peak:,.0f} MiB | | |")
    lines += ["", *language(options.binary, options.data[0], options.runs)]
    lines += ["", "| one query, without data | |", "|---|---:|"]
    lines.append(f"| `print 1`, the whole process | {startup(options.binary) * 1e3:.1f} ms |")
    for seed, seconds in binding(options.binary, shared):
        lines.append(f"| parse and bind seed {seed} | {seconds * 1e6:.0f} µs |")
    print("\n".join(lines[-1 - len(SEEDS):]))
    write(options.write, lines)


def write(path: Path, table):
    """Replaces what stands between the marks; the words around it stay."""
    begin, end = "<!-- figures -->", "<!-- end of figures -->"
    text = path.read_text(encoding="utf-8") if path.exists() else f"# Benchmarks\n\n{begin}\n{end}\n"
    head, rest = text.split(begin, 1)
    _, tail = rest.split(end, 1)
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, {rustc}, DuckDB {duckdb.__version__}, {time.strftime('%Y-%m-%d')}"
    path.parent.mkdir(exist_ok=True)
    path.write_text(head + begin + f"\n{machine}.\n\n" + "\n".join(table) + "\n" + end + tail, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
