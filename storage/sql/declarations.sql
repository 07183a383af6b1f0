-- name: next_number
UPDATE counters SET value = value + 1 WHERE name = 'declaration' RETURNING value

-- name: add
INSERT INTO declarations (id, number, version, kind, state, since, dispatch, expert, agency, office, fiscal_year, made,
    client_confirmed, client_by, agency_decided, agency_decided_by, office_decided, office_decided_by, ended, paper,
    sealed)
VALUES (:id, :number, :version, :kind, :state, :since, :dispatch, :expert, :agency, :office, :fiscal_year, :made,
    :client_confirmed, :client_by, :agency_decided, :agency_decided_by, :office_decided, :office_decided_by, :ended,
    :paper, :sealed)

-- name: save
UPDATE declarations SET version = :version, state = :state, since = :since, office = :office,
    client_confirmed = :client_confirmed, client_by = :client_by, agency_decided = :agency_decided,
    agency_decided_by = :agency_decided_by, office_decided = :office_decided, office_decided_by = :office_decided_by,
    ended = :ended, paper = :paper, sealed = :sealed
WHERE id = :id AND version = :version - 1

-- name: one
SELECT r.*, d.key FROM declarations r JOIN dispatches d ON d.id = r.dispatch WHERE r.id = :id

-- name: open_for
SELECT r.*, d.key FROM declarations r JOIN dispatches d ON d.id = r.dispatch WHERE r.dispatch = :dispatch AND r.ended = 0

-- name: of_dispatch
SELECT r.*, d.key FROM declarations r JOIN dispatches d ON d.id = r.dispatch
WHERE r.dispatch = :dispatch ORDER BY r.made, r.id

-- name: at_agency
SELECT r.*, d.key FROM declarations r JOIN dispatches d ON d.id = r.dispatch
WHERE r.agency = :agency AND r.state = :state AND (r.since, r.id) > (:since, :id) ORDER BY r.since, r.id LIMIT :most

-- name: at_office
SELECT r.*, d.key FROM declarations r JOIN dispatches d ON d.id = r.dispatch
WHERE r.office = :office AND r.state = :state AND (r.since, r.id) > (:since, :id) ORDER BY r.since, r.id LIMIT :most

-- name: count_of
SELECT COUNT(*) AS n FROM declarations WHERE expert = :expert AND fiscal_year = :fiscal_year

-- name: key
SELECT key FROM dispatches WHERE id = :id
