-- Auditors (監査) read for so many days; the invitation says how many, their membership until when.
ALTER TABLE invitations ADD COLUMN days BIGINT NOT NULL DEFAULT 0;

CREATE TABLE auditors (
    membership TEXT PRIMARY KEY REFERENCES memberships (id),
    until      BIGINT NOT NULL
);
