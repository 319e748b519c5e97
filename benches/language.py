"""Queries of the language beside hand-written SQL that means the same: text, JSON, aggregates, expansion and series.

Each has its own target: the most that the ratio of our time to DuckDB's may be. `columns` says which columns of the
answer are compared, where the language leaves the others open: which of several rows with the latest time `arg_max`
takes, and an estimate of distinct values beside an exact count.
"""

from dataclasses import dataclass

WORDS = ["invoice", "password", "bonus", "warehouse"]


@dataclass
class Query:
    name: str
    kql: str
    sql: str
    target: float
    columns: list[int] | None = None


def word(words: str) -> str:
    return f"regexp_matches(Subject, '(?i)\\b(?:{words})\\b')"


DMARC = [f"AuthenticationDetails ->> '$.{key}'" for key in ("SPF", "DKIM", "CompAuth", "DMARC")]

QUERIES = [
    Query("`has`", 'EmailEvents | where Subject has "invoice" | count',
          f"SELECT count(*) FROM EmailEvents WHERE {word('invoice')}", 0.7),
    Query("`has_any`", f"EmailEvents | where Subject has_any ({', '.join(map(repr, WORDS))}) | count",
          f"SELECT count(*) FROM EmailEvents WHERE {word('|'.join(WORDS))}", 0.7),
    Query("`contains`", 'EmailEvents | where Subject contains "voice" | count',
          "SELECT count(*) FROM EmailEvents WHERE Subject ILIKE '%voice%'", 1.0),
    Query("four paths into JSON", """
        EmailEvents | extend d = parse_json(AuthenticationDetails)
        | where d.DMARC == "fail"
        | summarize count() by SPF = tostring(d.SPF), DKIM = tostring(d.DKIM), CompAuth = tostring(d.CompAuth)""",
          f"""
        WITH mail AS (SELECT AuthenticationDetails FROM EmailEvents WHERE AuthenticationDetails <> '')
        SELECT {DMARC[0]}, {DMARC[1]}, {DMARC[2]}, count(*) FROM mail WHERE {DMARC[3]} = 'fail' GROUP BY ALL""", 0.8),
    Query("`summarize` of `dcount`, `make_set`, `arg_max(*)`", """
        EmailEvents
        | summarize dcount(RecipientEmailAddress), make_set(SenderFromDomain, 100), arg_max(Timestamp, *)
            by SenderFromAddress
        | sort by Timestamp asc, SenderFromAddress asc | take 10""",
          """
        SELECT SenderFromAddress, approx_count_distinct(RecipientEmailAddress), list(DISTINCT SenderFromDomain)[1:100],
               max(Timestamp) AS latest, arg_max(EmailEvents, Timestamp)
        FROM EmailEvents GROUP BY 1 ORDER BY latest, 1 LIMIT 10""", 1.2, [0, 2, 3]),
    Query("`mv-expand` of JSON", """
        EmailEvents | mv-expand Recipient = parse_json(To) to typeof(string)
        | summarize count() by Recipient""",
          "SELECT unnest(from_json(\"To\", '[\"VARCHAR\"]')) AS Recipient, count(*) FROM EmailEvents GROUP BY 1", 1.2),
    Query("`mv-expand` of `split`", """
        EmailEvents | mv-expand Word = split(Subject, " ") to typeof(string)
        | summarize count() by Word""",
          "SELECT unnest(string_split(Subject, ' ')) AS Word, count(*) FROM EmailEvents GROUP BY 1", 1.2),
    Query("`make-series` by day, 1,000 domains", """
        let domains = EmailEvents | summarize n = count() by SenderFromDomain
            | sort by n desc, SenderFromDomain asc | take 1000 | project SenderFromDomain;
        EmailEvents | where SenderFromDomain in (domains)
        | make-series Mails = count() default = 0 on Timestamp from ago(60d) to now() step 1d by SenderFromDomain""",
          """
        WITH domains AS (
            SELECT SenderFromDomain, count(*) AS n FROM EmailEvents GROUP BY 1 ORDER BY n DESC, 1 LIMIT 1000),
        bins AS (
            SELECT SenderFromDomain, time_bucket(INTERVAL 1 DAY, Timestamp, $now) AS day, count(*) AS n
            FROM EmailEvents SEMI JOIN domains USING (SenderFromDomain)
            WHERE Timestamp >= $now - INTERVAL 60 DAY AND Timestamp < $now GROUP BY ALL),
        axis AS (SELECT unnest(range($now - INTERVAL 60 DAY, $now, INTERVAL 1 DAY)) AS day)
        SELECT SenderFromDomain, list(coalesce(n, 0) ORDER BY day) AS Mails, list(day ORDER BY day) AS Timestamp
        FROM (SELECT DISTINCT SenderFromDomain FROM bins) CROSS JOIN axis LEFT JOIN bins USING (SenderFromDomain, day)
        GROUP BY 1""", 1.2),
]
