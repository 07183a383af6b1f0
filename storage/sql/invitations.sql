-- name: add
INSERT INTO invitations (code_hash, role, agency, office, issued_by, issued, expires, interview_on, interview_how, head,
    days)
VALUES (:code_hash, :role, :agency, :office, :issued_by, :now, :expires, :interview_on, :interview_how, :head, :days)

-- name: unused
SELECT role, agency, office, issued_by, expires, interview_on, interview_how, head, days FROM invitations
WHERE code_hash = :code_hash AND used = 0 AND expires > :now

-- name: redeem
UPDATE invitations SET used_by = :person, used = :now WHERE code_hash = :code_hash AND used = 0 AND expires > :now
RETURNING role, agency, office, issued_by, expires, interview_on, interview_how, head, days

-- name: note_try
INSERT INTO invitation_tries (person, at) VALUES (:person, :now)

-- name: tries
SELECT COUNT(*) AS tries FROM invitation_tries WHERE person = :person AND at > :since

-- name: all_tries
SELECT COUNT(*) AS tries FROM invitation_tries WHERE at > :since

-- name: lock
INSERT INTO invitation_locks (person, until) VALUES (:person, :until)
ON CONFLICT (person) DO UPDATE SET until = excluded.until

-- name: locked_until
SELECT until FROM invitation_locks WHERE person = :person AND until > :now

-- name: prune_tries
DELETE FROM invitation_tries WHERE at < :before

-- name: prune_locks
DELETE FROM invitation_locks WHERE until < :before
