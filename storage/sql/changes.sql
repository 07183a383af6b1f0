-- name: add
INSERT INTO changes (id, person, registration, agency, office, state, version, fields, returned, sealed, submitted,
    agency_decided, agency_decided_by, secretariat_decided, secretariat_decided_by, opened)
VALUES (:id, :person, :registration, :agency, :office, :state, :version, :fields, :returned, :sealed, :submitted,
    :agency_decided, :agency_decided_by, :secretariat_decided, :secretariat_decided_by, :now)

-- name: one
SELECT c.*, p.key FROM changes c JOIN people p ON p.id = c.person WHERE c.id = :id

-- name: of_registration
SELECT c.*, p.key FROM changes c JOIN people p ON p.id = c.person
WHERE c.registration = :registration AND p.key IS NOT NULL ORDER BY c.opened DESC, c.id DESC LIMIT :most

-- name: open_one
SELECT c.*, p.key FROM changes c JOIN people p ON p.id = c.person
WHERE c.registration = :registration AND c.state IN ('AGENCY_REVIEW', 'SECRETARIAT_REVIEW', 'RETURNED')

-- name: save
UPDATE changes SET agency = :agency, office = :office, state = :state, version = :version, fields = :fields,
    returned = :returned, sealed = :sealed, submitted = :submitted, agency_decided = :agency_decided,
    agency_decided_by = :agency_decided_by, secretariat_decided = :secretariat_decided,
    secretariat_decided_by = :secretariat_decided_by, looker = '', looked = 0
WHERE id = :id AND version = :version - 1

-- name: waiting_at_agency
SELECT c.*, p.key FROM changes c JOIN people p ON p.id = c.person
WHERE c.agency = :agency AND c.state = 'AGENCY_REVIEW' AND p.key IS NOT NULL
    AND (c.submitted, c.id) > (:submitted, :id) ORDER BY c.submitted, c.id LIMIT :most

-- name: waiting_at_office
SELECT c.*, p.key FROM changes c JOIN people p ON p.id = c.person
WHERE c.office = :office AND c.state = 'SECRETARIAT_REVIEW' AND p.key IS NOT NULL
    AND (c.submitted, c.id) > (:submitted, :id) ORDER BY c.submitted, c.id LIMIT :most

-- name: overdue
SELECT c.*, p.key FROM changes c JOIN people p ON p.id = c.person
WHERE c.office = :office AND c.state = 'AGENCY_REVIEW' AND c.submitted < :before AND p.key IS NOT NULL
    AND (c.submitted, c.id) > (:submitted, :id) ORDER BY c.submitted, c.id LIMIT :most

-- name: count_overdue
SELECT count(*) AS n FROM changes WHERE office = :office AND state = 'AGENCY_REVIEW' AND submitted < :before

-- name: look
UPDATE changes SET looker = :person, looked = :now WHERE id = :id
