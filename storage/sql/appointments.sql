-- name: add
INSERT INTO appointments (id, person, registration, fiscal_year, office, state, since, version, conditions_version,
    conditions_hash, sent, consented, number, issued, issued_by, period_from, period_to, accepted, accepted_on, ended,
    letter, letter_picture, acceptance, sealed)
VALUES (:id, :person, :registration, :fiscal_year, :office, :state, :since, :version, :conditions_version,
    :conditions_hash, :sent, :consented, :number, :issued, :issued_by, :period_from, :period_to, :accepted, :accepted_on,
    :ended, :letter, :letter_picture, :acceptance, :sealed)

-- name: one
SELECT a.*, p.key FROM appointments a JOIN people p ON p.id = a.person WHERE a.id = :id

-- name: of_person
SELECT a.*, p.key FROM appointments a JOIN people p ON p.id = a.person
WHERE a.person = :person ORDER BY a.fiscal_year DESC, a.id DESC

-- name: save
UPDATE appointments SET office = :office, state = :state, since = :since, version = :version,
    conditions_version = :conditions_version, conditions_hash = :conditions_hash, sent = :sent, consented = :consented,
    number = :number, issued = :issued, issued_by = :issued_by, period_from = :period_from, period_to = :period_to,
    accepted = :accepted, accepted_on = :accepted_on, ended = :ended, letter = :letter, letter_picture = :letter_picture,
    acceptance = :acceptance, sealed = :sealed
WHERE id = :id AND version = :version - 1

-- name: of_office
SELECT a.*, p.key FROM appointments a JOIN people p ON p.id = a.person
WHERE a.office = :office AND a.state = :state AND (a.since, a.id) > (:since, :id) ORDER BY a.since, a.id LIMIT :most

-- name: count
SELECT count(*) AS n FROM appointments WHERE office = :office AND state = :state AND since <= :until

-- name: next_number
INSERT INTO counters (name, value) VALUES (:name, 1)
ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value

-- name: without
SELECT r.id FROM registrations r JOIN people p ON p.id = r.person
WHERE r.office = :office AND r.state = 'REGISTERED' AND p.key IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM appointments a WHERE a.registration = r.id AND a.fiscal_year = :fiscal_year)
ORDER BY r.submitted, r.id LIMIT :most

-- name: count_without
SELECT count(*) AS n FROM registrations r JOIN people p ON p.id = r.person
WHERE r.office = :office AND r.state = 'REGISTERED' AND p.key IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM appointments a WHERE a.registration = r.id AND a.fiscal_year = :fiscal_year)
