-- name: next_receipt
UPDATE counters SET value = value + 1 WHERE name = 'receipt' RETURNING value

-- name: add
INSERT INTO registrations (id, person, agency, invited_by, office, state, version, receipt, interview_on, interview_how, returned,
    sealed, submitted, agency_decided, agency_decided_by, secretariat_decided, secretariat_decided_by, opened, changed)
VALUES (:id, :person, :agency, :invited_by, :office, :state, :version, :receipt, :interview_on, :interview_how, :returned,
    :sealed, :submitted, :agency_decided, :agency_decided_by, :secretariat_decided, :secretariat_decided_by, :now, :now)

-- name: one
SELECT r.*, p.key FROM registrations r JOIN people p ON p.id = r.person WHERE r.id = :id

-- name: of_person
SELECT r.*, p.key FROM registrations r JOIN people p ON p.id = r.person
WHERE r.person = :person ORDER BY r.opened DESC, r.id DESC LIMIT 1

-- name: by_receipt
SELECT r.*, p.key FROM registrations r JOIN people p ON p.id = r.person WHERE r.receipt = :receipt

-- name: save
UPDATE registrations SET agency = :agency, office = :office, state = :state, version = :version, returned = :returned,
    interview_on = :interview_on, interview_how = :interview_how, sealed = :sealed, submitted = :submitted,
    agency_decided = :agency_decided, agency_decided_by = :agency_decided_by, secretariat_decided = :secretariat_decided,
    secretariat_decided_by = :secretariat_decided_by, changed = :now, looker = '', looked = 0
WHERE id = :id AND version = :version - 1

-- name: waiting
SELECT r.*, p.key FROM registrations r JOIN people p ON p.id = r.person
WHERE r.state = :state AND (r.submitted, r.id) > (:submitted, :id) ORDER BY r.submitted, r.id LIMIT :most

-- name: waiting_at_agency
SELECT r.*, p.key FROM registrations r JOIN people p ON p.id = r.person
WHERE r.agency = :agency AND r.state = :state AND (r.submitted, r.id) > (:submitted, :id)
ORDER BY r.submitted, r.id LIMIT :most

-- name: waiting_at_office
SELECT r.*, p.key FROM registrations r JOIN people p ON p.id = r.person
WHERE r.office = :office AND r.state = :state AND (r.submitted, r.id) > (:submitted, :id)
ORDER BY r.submitted, r.id LIMIT :most

-- name: looker
SELECT looker FROM registrations WHERE id = :id AND looker <> '' AND looker <> :person AND looked > :since

-- name: look
UPDATE registrations SET looker = :person, looked = :now WHERE id = :id

-- name: every
SELECT r.*, p.key FROM registrations r JOIN people p ON p.id = r.person
WHERE (r.opened, r.id) > (:opened, :id) ORDER BY r.opened, r.id LIMIT :most

-- name: overdue
SELECT r.*, p.key FROM registrations r JOIN people p ON p.id = r.person
WHERE r.office = :office AND r.state = 'AGENCY_REVIEW' AND r.submitted < :before
    AND (r.submitted, r.id) > (:submitted, :id) ORDER BY r.submitted, r.id LIMIT :most

-- name: count_overdue
SELECT count(*) AS n FROM registrations WHERE office = :office AND state = 'AGENCY_REVIEW' AND submitted < :before

-- name: unreachable_at_office
SELECT r.*, p.key FROM people p JOIN registrations r ON r.person = p.id
WHERE p.blocked = 1 AND p.key IS NOT NULL AND r.office = :office AND r.id > :after
    AND NOT EXISTS (SELECT 1 FROM registrations n WHERE n.person = p.id AND (n.opened, n.id) > (r.opened, r.id))
ORDER BY r.id LIMIT :most

-- name: unreachable_at_agency
SELECT r.*, p.key FROM people p JOIN registrations r ON r.person = p.id
WHERE p.blocked = 1 AND p.key IS NOT NULL AND r.agency = :agency AND r.id > :after
    AND NOT EXISTS (SELECT 1 FROM registrations n WHERE n.person = p.id AND (n.opened, n.id) > (r.opened, r.id))
ORDER BY r.id LIMIT :most
