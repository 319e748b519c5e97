"""Queries made by chance over random tables, with Lurcher and with DuckDB: the rows must be equal.

    random_tables.py LURCHER [ROUNDS [SEED]]

A round is one pair of tables and forty queries.
"""

import collections
import json
import random
import subprocess
import sys

import duckdb
from queries import MAKERS
from values import comparable, create, datatable, equal, moment, table

QUERIES = 40


def lurcher(binary, texts):
    """The answers to some queries, in one run of the program."""
    lines = "".join(json.dumps({"id": str(i), "kql": text}) + "\n" for i, text in enumerate(texts))
    done = subprocess.run([binary, "query", "--batch"], input=lines, capture_output=True, text=True, check=False)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(texts):
        sys.exit(f"lurcher: {len(answers)} answers to {len(texts)} queries\n{done.stderr}")
    return answers


def rows_of(answer):
    types = [column["type"] for column in answer["columns"]]
    cell = lambda t, c: moment(c) if t == "datetime" and c is not None else comparable(c)
    return [[cell(t, c) for t, c in zip(types, row)] for row in answer["rows"]]


def key(row):
    # Reals whose last bits differ must not be sorted apart.
    return [f"{c:.9g}" if isinstance(c, float) else repr(c) for c in (float(c) if isinstance(c, int) and not isinstance(c, bool) else c for c in row)]


def same(ours, theirs, in_order):
    if not in_order:
        ours, theirs = sorted(ours, key=key), sorted(theirs, key=key)
    return len(ours) == len(theirs) and all(equal(a, b) for a, b in zip(ours, theirs))


def main(binary, rounds=30, seed=1):
    db = duckdb.connect()
    db.execute("SET TimeZone = 'UTC'")
    done, different, refused = collections.Counter(), [], collections.Counter()
    for number in range(int(seed), int(seed) + int(rounds)):
        chance = random.Random(number)
        t, u = table(chance, chance.choice([0, 1, 5, 30])), table(chance, chance.choice([0, 3, 20]))
        create(db, "T", t)
        create(db, "U", u)
        made = [chance.choice(MAKERS)(chance) for _ in range(QUERIES)]
        tables = f"let T = {datatable(t)};\nlet U = {datatable(u)};\n"
        for (name, kql, sql, in_order), answer in zip(made, lurcher(binary, [tables + kql for _, kql, _, _ in made])):
            if not answer["ok"]:
                refused[name] += 1
                different.append((number, name, kql, sql, "refused", answer.get("error")))
                continue
            try:
                theirs = [[comparable(c) for c in row] for row in db.execute(sql).fetchall()]
            except duckdb.Error as e:
                # A number that DuckDB will not hold, say: nothing to compare.
                refused[f"{name} (DuckDB: {str(e).splitlines()[0][:60]})"] += 1
                continue
            done[name] += 1
            ours = rows_of(answer)
            if not same(ours, theirs, in_order):
                different.append((number, name, kql, sql, ours[:40], theirs[:40]))
    for name, count in sorted(done.items()):
        print(f"{name}: {count} queries compared")
    for name, count in sorted(refused.items()):
        print(f"{name}: {count} not compared")
    print(f"{sum(done.values())} queries compared over {rounds} pairs of tables, {len(different)} different")
    for number, name, kql, sql, ours, theirs in different[:20]:
        print(f"\nDIFFERENT (seed {number}), {name}\n  {kql}\n  {sql}\n  Lurcher: {ours}\n  DuckDB:  {theirs}")
    sys.exit(bool(different))


if __name__ == "__main__":
    main(*sys.argv[1:])
