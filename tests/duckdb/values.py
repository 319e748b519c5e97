"""Random tables, as KQL and DuckDB read them, and one form of cells to compare."""

import datetime
import math

# Columns of the tables: name, KQL type, DuckDB type. A KQL string is never null.
COLUMNS = [
    ("id", "long", "BIGINT"),
    ("n", "long", "BIGINT"),
    ("m", "long", "BIGINT"),
    ("x", "real", "DOUBLE"),
    ("y", "real", "DOUBLE"),
    ("s", "string", "VARCHAR"),
    ("u", "string", "VARCHAR"),
    ("t", "datetime", "TIMESTAMP"),
    ("v", "datetime", "TIMESTAMP"),
    ("b", "bool", "BOOLEAN"),
]

TEXTS = ["", "a", "b", "abc", "Red fox", "red", "the red fox", "a,b,,c", "12", "-7", "1.5", "x=1;y=2", "ABC abc", "été", "fox-red_1", "aaa"]


def value(chance, kql_type, name):
    if kql_type != "string" and name != "id" and chance.random() < 0.15:
        return None
    if kql_type == "long":
        # Small, for DuckDB refuses what overflows and KQL wraps.
        return chance.choice([0, 1, 2, 3, 5, -1, -4, 17, 100, 1000]) if name != "id" else None
    if kql_type == "real":
        # Multiples of 1/8: sums of them are exact in any order.
        return chance.randint(-80, 80) / 8
    if kql_type == "string":
        return chance.choice(TEXTS)
    if kql_type == "bool":
        return chance.random() < 0.5
    # Whole milliseconds: DuckDB's timestamps have no ticks.
    start = datetime.datetime(2023, 12, 25)
    return start + datetime.timedelta(milliseconds=chance.choice([chance.randint(0, 10**9), chance.randint(0, 40) * 86_400_000]))


def table(chance, rows):
    made = []
    for number in range(rows):
        row = [value(chance, kql_type, name) for name, kql_type, _ in COLUMNS]
        row[0] = number
        made.append(row)
    return made


def kql_literal(kql_type, cell):
    if cell is None:
        return f"{kql_type}(null)"
    if kql_type == "string":
        return "'" + cell.replace("\\", "\\\\").replace("'", "\\'") + "'"
    if kql_type == "datetime":
        return f"datetime({cell.isoformat()})"
    if kql_type == "bool":
        return "true" if cell else "false"
    return f"{kql_type}({cell})"


def datatable(rows):
    schema = ", ".join(f"{name}: {kql_type}" for name, kql_type, _ in COLUMNS)
    cells = ", ".join(kql_literal(c[1], cell) for row in rows for c, cell in zip(COLUMNS, row))
    return f"datatable({schema})[{cells}]"


def create(db, name, rows):
    schema = ", ".join(f"{column} {duck}" for column, _, duck in COLUMNS)
    db.execute(f"CREATE OR REPLACE TABLE {name} ({schema})")
    if rows:
        marks = ", ".join("?" for _ in COLUMNS)
        db.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)


def comparable(cell):
    """A cell of either answer: numbers as numbers, times as texts with seven digits."""
    if isinstance(cell, bool) or cell is None or isinstance(cell, int):
        return cell
    if isinstance(cell, float):
        if math.isnan(cell):
            return "NaN"
        if math.isinf(cell):
            return "Infinity" if cell > 0 else "-Infinity"
        return cell
    if isinstance(cell, datetime.datetime):
        return cell.strftime("%Y-%m-%dT%H:%M:%S.") + f"{cell.microsecond:06}0Z"
    if isinstance(cell, datetime.date):
        return cell.strftime("%Y-%m-%dT00:00:00.0000000Z")
    if isinstance(cell, (list, tuple)):
        return [comparable(item) for item in cell]
    if hasattr(cell, "is_finite"):
        return float(cell)
    return cell


def moment(text):
    """A datetime as Lurcher prints it, with all its digits."""
    whole, _, rest = text.rstrip("Z").partition(".")
    return f"{whole}.{rest:0<7}Z"


def equal(a, b):
    # The last bits of logarithms and the like are the library's affair; a whole real may come as an integer.
    if isinstance(a, (int, float)) and isinstance(b, (int, float)) and not isinstance(a, bool) and not isinstance(b, bool):
        return a == b or math.isclose(a, b, rel_tol=1e-12, abs_tol=1e-12)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(equal(x, y) for x, y in zip(a, b))
    return a == b and type(a) is type(b)
