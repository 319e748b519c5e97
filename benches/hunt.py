"""`make hunt-bench`: whole packs over a million made-up mails, and a million rows of every other table that they read.

Each pack is hunted with one rule at a time and with as many as there are cores, RUNS times over, in processes of their
own; figures are those of the run with the median time. Writes docs/benchmarks.md between its two marks for hunts.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("LURCHER_SHARED", ROOT.parent / "shared"))
CACHE = Path(os.environ.get("LURCHER_CACHE", Path.home() / ".cache" / "lurcher"))
NOW = "2026-01-15T12:00:00Z"
ROWS = 1_000_000
RUNS = int(os.environ.get("RUNS", "3"))
SLOWEST = 5
BEGIN, END = "<!-- hunts -->", "<!-- end of hunts -->"


def make_data(binary: Path, packs: list[Path]) -> Path:
    """The mail once, and each further table once."""
    folder = CACHE / "hunt-bench"
    if not (folder / "complete").exists():
        mail = ["--messages", str(ROWS), "--days", "90", "--seed", "1"]
        subprocess.run([binary, "synth", *mail, "--out", folder], check=True, stdout=subprocess.DEVNULL)
        (folder / "complete").touch()
    hunt = [binary, "hunt", *packs, "--data", folder, "--now", NOW, "--availability", "--format", "json"]
    told = json.loads(subprocess.run(hunt, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout)
    tables = {table["table"]: table.get("rows") for rule in told["rules"] for table in rule.get("tables", [])}
    for name in sorted(name for name, rows in tables.items() if rows is None):
        # A process for each: rows of one table are made in memory.
        command = [binary, "synth", "--table", name, "--rows", str(ROWS), "--out", folder]
        if subprocess.run(command, stdout=subprocess.DEVNULL).returncode != 0:
            print(f"{name}: no rows can be made for it")
    return folder


def hunt(binary: Path, pack: Path, data: Path, jobs: int | None) -> dict:
    with tempfile.TemporaryDirectory() as scratch:
        record = Path(scratch) / "record.ndjson"
        command = [binary, "hunt", pack, "--data", data, "--now", NOW, "--record", record, "--out", Path(scratch) / "out"]
        start = time.monotonic()
        process = subprocess.Popen(command + (["--jobs", str(jobs)] if jobs else []), stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        code = os.waitstatus_to_exitcode(status)
        if code < 0 or not record.exists():
            raise SystemExit(f"the hunt of {pack} ended with {code}")
        rules = [json.loads(line) for line in record.read_text().splitlines()]
    cpu = usage.ru_utime + usage.ru_stime
    return {"seconds": seconds, "cpu": cpu, "mib": usage.ru_maxrss / 1024, "rules": rules}


def line(name: str, jobs: str, run: dict) -> str:
    times = sorted(rule["seconds"] for rule in run["rules"])
    verdicts = Counter(rule["verdict"] for rule in run["rules"])
    verdicts = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
    p90 = times[min(len(times) - 1, len(times) * 9 // 10)]
    figures = f"{run['seconds']:.1f} | {run['cpu']:.1f} | {statistics.median(times):.2f} | {p90:.2f} | {times[-1]:.2f}"
    return f"| {name} | {len(times)} | {verdicts} | {jobs} | {figures} | {run['mib']:,.0f} |"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument("packs", nargs="*", type=Path)
    asked = parser.parse_args()
    published = SHARED / "rules" / "azure-sentinel-email"
    packs = asked.packs or [ROOT / "packs" / "mail-starter", *([published] if published.is_dir() else [])]
    data = make_data(asked.binary, packs)
    release = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()
    runs = "one run" if RUNS == 1 else f"the median of {RUNS} runs"
    out = [
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, {release}; {runs}, load {os.getloadavg()[0]:.1f}.",
        "",
        "| pack | rules | verdicts | rules at once | total s | of all cores s | median rule s | p90 s | slowest s | peak MiB |",
        "|---|---:|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    slowest = []
    for pack in packs:
        for jobs in (1, None):
            timed = sorted((hunt(asked.binary, pack, data, jobs) for _ in range(RUNS)), key=lambda run: run["seconds"])
            run = timed[len(timed) // 2]
            out.append(line(pack.name, str(jobs or os.cpu_count()), run))
            print(out[-1], flush=True)
            if jobs == 1:
                rules = sorted(run["rules"], key=lambda rule: -rule["seconds"])[:SLOWEST]
                slowest += [(pack.name, r["name"], r["seconds"], r["rows_in"], r["verdict"]) for r in rules]
    out += ["", "| the slowest | pack | rows read from | verdict | s |", "|---|---|---:|---|---:|"]
    out += [f"| {name} | {pack} | {rows:,} | {verdict} | {s:.2f} |" for pack, name, s, rows, verdict in slowest]
    page = ROOT / "docs" / "benchmarks.md"
    text = page.read_text()
    head, rest = text.split(BEGIN)
    page.write_text(f"{head}{BEGIN}\n" + "\n".join(out) + f"\n{END}{rest.split(END)[1]}")


main()
