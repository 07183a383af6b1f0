-- name: of_expert
SELECT * FROM dispatches
WHERE expert = :expert AND state = :state AND (since, id) > (:since, :id) ORDER BY since, id LIMIT :most

-- name: count_at_agency
SELECT COUNT(*) AS n FROM dispatches WHERE agency = :agency AND state = :state AND since < :before

-- name: count_at_office
SELECT COUNT(*) AS n FROM dispatches WHERE office = :office AND state = :state AND since < :before
