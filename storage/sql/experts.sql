-- name: found
SELECT r.*, p.key FROM search_words w
JOIN registrations r ON r.id = w.registration JOIN people p ON p.id = r.person
WHERE w.word = :word AND w.registration > :after AND r.state = 'REGISTERED' AND p.blocked = 0 AND p.key IS NOT NULL
    AND (:second = '' OR EXISTS
        (SELECT 1 FROM search_words s WHERE s.word = :second AND s.registration = w.registration))
    AND (:third = '' OR EXISTS
        (SELECT 1 FROM search_words t WHERE t.word = :third AND t.registration = w.registration))
    AND EXISTS (SELECT 1 FROM appointments a WHERE a.person = r.person AND a.fiscal_year = :fiscal_year
        AND a.registration = r.id AND a.consented > 0 AND a.consented < :until
        AND (a.state <> 'REVOKED' OR a.ended >= :until))
ORDER BY w.registration LIMIT :most
