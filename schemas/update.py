#!/usr/bin/env python3
"""Renews the table and function descriptions from two JSONL files.

    schemas/update.py TABLES.jsonl FUNCTIONS.jsonl

A line of TABLES.jsonl is {"name": …, "columns": [[name, type, sides], …]}, where sides is "xdr", "sentinel" or
"xdr,sentinel". A line of FUNCTIONS.jsonl has name, kind, parameters, in, and what it returns.

Written: tables.txt, functions.txt, and the columns of email.txt. The descriptions in email.txt are ours: they are
kept by name, and a column that is new there is printed so that somebody writes its line.
The formats are explained at the head of each file.
"""
import collections
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
EMAIL = [
    "EmailEvents", "EmailAttachmentInfo", "EmailUrlInfo", "EmailPostDeliveryEvents", "UrlClickEvents", "CampaignInfo",
    "MessageEvents", "MessageUrlInfo", "MessagePostDeliveryEvents", "FileMaliciousContentInfo",
]
SIDES = {"xdr": "xdr", "sentinel": "sentinel", "xdr,sentinel": "both"}
MAX_BLOCKS = 160

TABLES_HEAD = """\
# Every table but the e-mail family: name, then its columns in order.
# `>xdr`, `>sentinel`, `>both`: which side has the columns that follow. A column is a string unless `:type` says else.
# `*12` stands for the run of columns of block 12; the blocks come first. Written by update.py.
"""
FUNCTIONS_HEAD = """\
# Helper functions, tab-separated: name, kind, side, parameters, what it returns.
# Kinds: scalar (returns a type), table, extend (adds columns to its input), database (a scope of tables),
# member (a table of such a scope). A trailing `...` means more columns than these are possible; `self` means the
# tables of this database. `name?:type` may be left out. Blocks as in tables.txt. Written by update.py.
"""
EMAIL_HEAD = """\
# Defender's e-mail and collaboration tables, described in Lurcher's words.
# `table Name: what a row is`, then one column a line: `name type side: description`.
# A column without a description of its own has the one of its `shared` line.
"""


def read_jsonl(path):
    return [json.loads(line) for line in pathlib.Path(path).read_text().splitlines() if line.strip()]


def parameters(function):
    """The parameter list; `name?:type` marks one that may be left out though it has no default."""
    text = function["parameters"]
    for argument in function.get("args", []):
        if argument["min"] == 0 and not re.search(rf"\b{argument['name']}:[^,]*=", text):
            text = text.replace(f"{argument['name']}:", f"{argument['name']}?:")
    return text


def column(name, kql_type):
    return name if kql_type == "string" else f"{name}:{kql_type}"


def with_sides(columns):
    tokens, side = [], None
    for name, kql_type, sides in columns:
        if SIDES[sides] != side:
            side = SIDES[sides]
            tokens.append(f">{side}")
        tokens.append(column(name, kql_type))
    return tokens


def find_blocks(rows):
    """Replaces the runs of columns that recur most by blocks: merges the commonest pair of neighbours, again and again."""
    for _ in range(MAX_BLOCKS):
        pairs = collections.Counter(
            pair for row in rows for pair in zip(row, row[1:]) if not any(str(t).startswith(">") for t in pair)
        )
        best, count = min(pairs.items(), key=lambda p: (-p[1], repr(p[0])))
        if count < 12:
            break
        for row in rows:
            i = 0
            while i + 1 < len(row):
                if (row[i], row[i + 1]) == best:
                    row[i:i + 2] = [best]
                i += 1
    used = collections.Counter(t for row in rows for t in row if isinstance(t, tuple))
    return {block: f"*{n}" for n, (block, _) in enumerate(sorted(used.items(), key=lambda b: (-b[1], repr(b[0]))))}


def flat(token):
    return [token] if isinstance(token, str) else [t for part in token for t in flat(part)]


def block_lines(blocks):
    return [f"{name} {' '.join(flat(block))}" for block, name in blocks.items()]


def words(row, blocks):
    return " ".join(blocks.get(t, t) for t in row)


def write_tables(tables):
    rows = [with_sides(t["columns"]) for t in tables]
    blocks = find_blocks(rows)
    lines = block_lines(blocks) + [f"{t['name']} {words(r, blocks)}" for t, r in zip(tables, rows)]
    (HERE / "tables.txt").write_text(TABLES_HEAD + "\n".join(lines) + "\n")


def write_functions(functions):
    entries = []
    for f in functions:
        side = SIDES[",".join(f["in"])]
        returns = [column(c["name"], c["type"]) for c in f.get("returns", [])]
        if f["kind"] == "scalar":
            returns = [f["type"]]
        elif f["kind"] == "database":
            returns = [f.get("of", "")]
        if f.get("open"):
            returns.append("...")
        entries.append((f["name"], f["kind"], side, parameters(f), returns))
        for name, columns in f.get("tables", {}).items():
            members = [column(c["name"], c["type"]) for c in columns]
            entries.append((f"{f['name']}.{name}", "member", side, "", members + (["..."] if f.get("tables_open") else [])))
    blocks = find_blocks([e[4] for e in entries])
    lines = block_lines(blocks) + ["\t".join((*e[:4], words(e[4], blocks).strip())) for e in entries]
    (HERE / "functions.txt").write_text(FUNCTIONS_HEAD + "\n".join(lines) + "\n")


def read_descriptions(text):
    """(table, column) → description; (table, "") for the table itself, ("", column) for shared lines."""
    found, table = {}, ""
    for line in text.splitlines():
        head, _, description = line.partition(": ")
        if line.startswith("shared "):
            found["", head.split()[1]] = description
        elif line.startswith("table "):
            table = head.split()[1]
            found[table, ""] = description
        elif line.startswith("  "):
            found[table, head.split()[0]] = description
    return found


def own_tables(text):
    """The tables of email.txt that exist only in Lurcher, as they stand."""
    parts = re.split(r"(?m)^(?=table )", text)[1:]
    return [p.rstrip("\n") for p in parts if p.split(":")[0].split()[1] not in EMAIL]


def write_email(tables):
    path = HERE / "email.txt"
    old = path.read_text() if path.exists() else ""
    described = read_descriptions(old)
    by_name = {t["name"]: t for t in tables}
    lines = [f"shared {name}: {text}" for (table, name), text in described.items() if not table]
    for name in EMAIL:
        lines += ["", f"table {name}: {described.get((name, ''), '')}"]
        for column_name, kql_type, sides in by_name[name]["columns"]:
            text = described.get((name, column_name), "")
            if not text and ("", column_name) not in described:
                print(f"no description: {name}.{column_name}", file=sys.stderr)
            lines.append(f"  {column_name} {kql_type} {SIDES[sides]}" + (f": {text}" if text else ""))
    for part in own_tables(old):
        lines += ["", part]
    path.write_text(EMAIL_HEAD + "\n".join(lines) + "\n")


def main(tables_path, functions_path):
    tables = read_jsonl(tables_path)
    write_tables([t for t in tables if t["name"] not in EMAIL])
    write_email(tables)
    write_functions(read_jsonl(functions_path))


if __name__ == "__main__":
    main(*sys.argv[1:])
