-- name: set
INSERT INTO absences (membership, until, deputy) VALUES (:membership, :until, :deputy)
ON CONFLICT (membership) DO UPDATE SET until = excluded.until, deputy = excluded.deputy

-- name: one
SELECT membership, until, deputy FROM absences WHERE membership = :membership AND until > :now

-- name: end
DELETE FROM absences WHERE membership = :membership

-- name: of_agency
SELECT m.person, a.deputy FROM memberships m JOIN absences a ON a.membership = m.id
JOIN memberships d ON d.person = a.deputy AND d.ended = 0 AND d.role = 'agency' AND d.agency = m.agency
WHERE m.agency = :agency AND m.ended = 0 AND m.role = 'agency' AND a.until > :now ORDER BY m.joined, m.id

-- name: of_office
SELECT m.person, a.deputy FROM memberships m JOIN absences a ON a.membership = m.id
JOIN memberships d ON d.person = a.deputy AND d.ended = 0 AND d.role = 'secretariat' AND d.office = m.office
WHERE m.office = :office AND m.ended = 0 AND m.role = 'secretariat' AND a.until > :now ORDER BY m.joined, m.id
