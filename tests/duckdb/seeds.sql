-- The four seed hunts in DuckDB's SQL, written by hand from what they mean. `$now` is the clock.
-- A statement follows its number. Names of columns do not count, their order does.

-- 000: mail in Microsoft's name from senders never heard of before
WITH known AS (
    SELECT SenderFromAddress
    FROM EmailEvents
    WHERE Timestamp < $now - INTERVAL 30 DAY
      AND DeliveryAction = 'Delivered'
      AND contains(lower(SenderDisplayName), 'microsoft')
    GROUP BY SenderFromAddress
    HAVING count(*) > 3
)
SELECT SenderDisplayName, SenderFromAddress, NetworkMessageId, SenderMailFromAddress, RecipientEmailAddress,
       DeliveryAction, DeliveryLocation, ThreatTypes, DetectionMethods,
       NOT contains(lower(Subject), 're:') AND NOT contains(lower(Subject), 'fw:') AS NewMsg,
       Subject, count(*)
FROM EmailEvents
WHERE Timestamp > $now - INTERVAL 24 HOUR
  AND DeliveryAction = 'Delivered'
  AND EmailDirection = 'Inbound'
  AND OrgLevelAction <> 'Block'
  AND UserLevelAction <> 'Block'
  AND contains(lower(SenderDisplayName), 'microsoft')
  AND SenderFromAddress NOT IN (SELECT SenderFromAddress FROM known)
GROUP BY ALL;

-- 001: mail per direction, recipient domain and day
SELECT EmailDirection, substring(RecipientEmailAddress, strpos(RecipientEmailAddress, '@') + 1),
       date_trunc('day', Timestamp), count(*)
FROM EmailEvents
WHERE Timestamp > $now - INTERVAL 30 DAY
GROUP BY ALL;

-- 002: domains that are written to and that threats come from
WITH outbound AS (
    SELECT split_part(RecipientEmailAddress, '@', 2) AS Domain, count(*) AS Sent
    FROM EmailEvents
    WHERE EmailDirection = 'Outbound'
    GROUP BY Domain
)
SELECT SenderFromDomain, max(Sent), count(*)
FROM outbound JOIN EmailEvents ON SenderFromDomain = Domain
WHERE EmailDirection = 'Inbound' AND ThreatTypes <> ''
GROUP BY SenderFromDomain;

-- 004: spam per sender domain, all of them: which of several with the same count come among the first ten is open
SELECT SenderFromDomain, count(*)
FROM EmailEvents
WHERE regexp_matches(ThreatTypes, '(^|[^\p{L}\p{N}])spam([^\p{L}\p{N}]|$)', 'i')
  AND EmailDirection = 'Inbound'
  AND Timestamp > $now - INTERVAL 30 DAY
GROUP BY ALL;
