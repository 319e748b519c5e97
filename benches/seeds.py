"""The four seed hunts: their KQL, read from ../shared at run time, and hand-written SQL that means the same."""

from pathlib import Path

SEEDS = {
    "000": "000_94066b39e8786e1e.txt",
    "001": "001_08972ca9d6062201.txt",
    "002": "002_5b7d3aa43c27239a.txt",
    "004": "004_f7f27864b8745544.txt",
}

# `now` is a parameter of each; EmailEvents is a view over the Parquet files.
SQL = {
    "000": """
        WITH known AS (
            SELECT SenderFromAddress FROM EmailEvents
            WHERE Timestamp < $now - INTERVAL 30 DAY AND DeliveryAction = 'Delivered'
              AND SenderDisplayName ILIKE '%Microsoft%'
            GROUP BY 1 HAVING count(*) > 3)
        SELECT SenderDisplayName, SenderFromAddress, NetworkMessageId, SenderMailFromAddress, RecipientEmailAddress,
               DeliveryAction, DeliveryLocation, ThreatTypes, DetectionMethods,
               NOT (Subject ILIKE '%RE:%' OR Subject ILIKE '%FW:%') AS NewMsg, Subject, count(*) AS count_
        FROM EmailEvents ANTI JOIN known USING (SenderFromAddress)
        WHERE Timestamp > $now - INTERVAL 24 HOUR AND DeliveryAction = 'Delivered' AND EmailDirection = 'Inbound'
          AND OrgLevelAction <> 'Block' AND UserLevelAction <> 'Block' AND SenderDisplayName ILIKE '%Microsoft%'
        GROUP BY ALL""",
    "001": """
        SELECT EmailDirection, substr(RecipientEmailAddress, strpos(RecipientEmailAddress, '@') + 1) AS domain,
               date_trunc('day', Timestamp) AS day, count(*) AS total
        FROM EmailEvents WHERE Timestamp > $now - INTERVAL 30 DAY
        GROUP BY ALL ORDER BY day""",
    "002": """
        WITH sent AS (
            SELECT coalesce(string_split(RecipientEmailAddress, '@')[2], '') AS SenderFromDomain, count(*) AS n
            FROM EmailEvents WHERE EmailDirection = 'Outbound' GROUP BY 1)
        SELECT SenderFromDomain, max(n) AS OutboundEmails, count(*) AS IncomingEmailsWithThreats
        FROM sent JOIN (SELECT SenderFromDomain FROM EmailEvents
                        WHERE EmailDirection = 'Inbound' AND ThreatTypes <> '') USING (SenderFromDomain)
        GROUP BY 1 ORDER BY 2 DESC""",
    "004": """
        SELECT SenderFromDomain, count(*) AS count_ FROM EmailEvents
        WHERE ThreatTypes ILIKE '%Spam%' AND EmailDirection = 'Inbound' AND Timestamp > $now - INTERVAL 30 DAY
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10""",
}


def kql(shared: Path, seed: str) -> str:
    """The query of a seed document: what stands between its heading and the rule's definition."""
    text = (shared / "seeds" / SEEDS[seed]).read_text(encoding="utf-8")
    text = text[text.index("KQL Query") + len("KQL Query"):]
    for end in ("Analytic Rule Definition", "\nid: "):
        if end in text:
            return text[: text.index(end)].strip()
    raise ValueError(f"seed {seed} has no end that is known")
