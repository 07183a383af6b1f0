-- name: of_expert
SELECT * FROM dispatches
WHERE expert = :expert AND state = :state AND (since, id) > (:since, :id) ORDER BY since, id LIMIT :most

-- name: count_at_agency
SELECT COUNT(*) AS n FROM dispatches WHERE agency = :agency AND state = :state AND since < :before

-- name: count_at_office
SELECT COUNT(*) AS n FROM dispatches WHERE office = :office AND state = :state AND since < :before

-- name: of_named_expert
SELECT d.* FROM search_words w JOIN registrations r ON r.id = w.registration
JOIN dispatches d ON d.expert = r.person AND d.state = :state
WHERE w.word = :word AND (:agency = '' OR d.agency = :agency) AND (:office = '' OR d.office = :office)
ORDER BY d.since, d.id LIMIT :most

-- name: of_named_client
SELECT d.* FROM client_words w JOIN dispatches d ON d.client = w.client
WHERE w.word = :word AND d.state = :state AND (:agency = '' OR d.agency = :agency)
    AND (:office = '' OR d.office = :office)
ORDER BY d.since, d.id LIMIT :most

-- name: sent
SELECT * FROM dispatches WHERE expert = :expert AND (starts, id) < (:starts, :id)
    AND state IN ('REPORTED', 'AGENCY_CONFIRMED', 'INSPECTED')
ORDER BY starts DESC, id DESC LIMIT :most
