-- name: next_number
UPDATE counters SET value = value + 1 WHERE name = 'dispatch' RETURNING value

-- name: add
INSERT INTO dispatches (id, number, version, state, since, agency, made_by, client, expert, registration, office,
    fiscal_year, starts, ends, online, it, offered, offer_until, agreed, checked_in, checked_out, client_starts,
    client_ends, client_confirmed, breaks, reported, agency_confirmed, agency_confirmed_by, inspected, inspected_by,
    flags, returned, created, key, sealed)
VALUES (:id, :number, :version, :state, :since, :agency, :made_by, :client, :expert, :registration, :office,
    :fiscal_year, :starts, :ends, :online, :it, :offered, :offer_until, :agreed, :checked_in, :checked_out,
    :client_starts, :client_ends, :client_confirmed, :breaks, :reported, :agency_confirmed, :agency_confirmed_by,
    :inspected, :inspected_by, :flags, :returned, :now, :key, :sealed)

-- name: one
SELECT * FROM dispatches WHERE id = :id

-- name: by_number
SELECT * FROM dispatches WHERE number = :number

-- name: save
UPDATE dispatches SET version = :version, state = :state, since = :since, made_by = :made_by, office = :office,
    fiscal_year = :fiscal_year, starts = :starts, ends = :ends, online = :online, it = :it, offered = :offered,
    offer_until = :offer_until, agreed = :agreed, checked_in = :checked_in, checked_out = :checked_out,
    client_starts = :client_starts, client_ends = :client_ends, client_confirmed = :client_confirmed,
    breaks = :breaks, reported = :reported, agency_confirmed = :agency_confirmed,
    agency_confirmed_by = :agency_confirmed_by, inspected = :inspected, inspected_by = :inspected_by, flags = :flags,
    returned = :returned, sealed = :sealed
WHERE id = :id AND version = :version - 1

-- name: of_expert
SELECT * FROM dispatches
WHERE expert = :expert AND starts >= :since AND starts < :until ORDER BY starts, id LIMIT :most

-- name: of_client
SELECT * FROM dispatches WHERE client = :client AND fiscal_year = :fiscal_year ORDER BY starts, id LIMIT :most

-- name: of_agency
SELECT * FROM dispatches
WHERE agency = :agency AND (starts, id) > (:starts, :id) ORDER BY starts, id LIMIT :most

-- name: at_agency
SELECT * FROM dispatches
WHERE agency = :agency AND state = :state AND (since, id) > (:since, :id) ORDER BY since, id LIMIT :most

-- name: at_office
SELECT * FROM dispatches
WHERE office = :office AND state = :state AND (since, id) > (:since, :id) ORDER BY since, id LIMIT :most

-- name: every
SELECT * FROM dispatches WHERE (created, id) > (:created, :id) ORDER BY created, id LIMIT :most

-- name: ahead
SELECT * FROM dispatches
WHERE expert = :expert AND (starts, id) > (:starts, :id)
    AND state NOT IN ('DECLINED', 'OFFER_EXPIRED', 'CANCELLED', 'NO_SHOW')
ORDER BY starts, id LIMIT :most

-- name: past_of_agency
SELECT * FROM dispatches
WHERE agency = :agency AND (starts, id) < (:starts, :id) ORDER BY starts DESC, id DESC LIMIT :most

-- name: in_doubt
SELECT d.* FROM dispatches d JOIN registrations r ON r.id = d.registration
WHERE d.agency = :agency AND (d.starts, d.id) > (:starts, :id) AND d.state IN ('OFFERED', 'AGREED', 'SCHEDULED')
    AND r.state IN ('SUSPENDED', 'WITHDRAWN')
ORDER BY d.starts, d.id LIMIT :most
