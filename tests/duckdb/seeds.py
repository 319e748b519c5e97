"""Runs the four seed hunts with Lurcher and, in SQL, with DuckDB over the same Parquet, and compares the rows.

    seeds.py LURCHER DATA SEEDS NOW
"""

import datetime
import json
import pathlib
import re
import subprocess
import sys
import time

import duckdb


def statements():
    """Number to SQL, from seeds.sql."""
    text = (pathlib.Path(__file__).parent / "seeds.sql").read_text()
    pieces = re.split(r"^-- (\d{3}): .*$", text, flags=re.M)
    return dict(zip(pieces[1::2], pieces[2::2]))


def seed(folder, number):
    """The query of a seed: what stands between its heading and the rule that follows."""
    text = next(folder.glob(f"{number}_*")).read_text()
    return re.split(r"\nAnalytic Rule Definition|\nid: ", text.split("KQL Query\n", 1)[1])[0].strip()


def lurcher(binary, data, now, query):
    command = [binary, "query", "--data", data, "--now", now, "--format", "json", "-"]
    done = subprocess.run(command, input=query, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"lurcher: {done.stderr}")
    answer = json.loads(done.stdout)
    types = [c["type"] for c in answer["columns"]]
    return [[cell(t, v) for t, v in zip(types, row)] for row in answer["rows"]]


def cell(kql_type, value):
    if kql_type == "datetime":
        return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    return value


def connect(data):
    db = duckdb.connect()
    db.execute("SET TimeZone = 'UTC'")
    db.execute(f"CREATE VIEW EmailEvents AS SELECT * FROM read_parquet('{data}/EmailEvents/*.parquet')")
    return db


def in_sql(db, now, sql):
    moment = datetime.datetime.fromisoformat(now.replace("Z", "+00:00"))
    values = {"now": moment} if "$now" in sql else {}
    return [list(row) for row in db.execute(sql, values).fetchall()]


def timed(work):
    start = time.monotonic()
    return work(), time.monotonic() - start


def first_ten(ours, all_theirs):
    """Whether our rows are ten of theirs with the greatest counts, in order."""
    counts = sorted((row[1] for row in all_theirs), reverse=True)[:10]
    return [row[1] for row in ours] == counts and all(row in all_theirs for row in ours)


def main(binary, data, seeds, now):
    db = connect(data)
    rows = db.execute("SELECT count(*) FROM EmailEvents").fetchone()[0]
    print(f"EmailEvents: {rows} rows")
    failed = False
    for number, sql in statements().items():
        query = seed(pathlib.Path(seeds), number)
        ours, our_time = timed(lambda: lurcher(binary, data, now, query))
        theirs, their_time = timed(lambda: in_sql(db, now, sql))
        same = first_ten(ours, theirs) if number == "004" else sorted(ours) == sorted(theirs)
        failed |= not same
        counts = f"{len(ours)} rows, DuckDB {len(theirs)}"
        print(f"seed {number}: {'equal' if same else 'DIFFERENT'}: {counts} ({our_time:.1f} s, {their_time:.1f} s)")
        if not same:
            print("  only Lurcher:", [r for r in ours if r not in theirs][:3])
            print("  only DuckDB: ", [r for r in theirs if r not in ours][:3])
    sys.exit(failed)


if __name__ == "__main__":
    main(*sys.argv[1:])
