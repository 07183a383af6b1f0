-- Files that belong to a visit: attachments of its report, the client's signature, the report itself as a document.
-- Who may open one is read from the visit. An expert's visits by state: what is still to be reported.
CREATE TABLE dispatch_files (
    file     TEXT PRIMARY KEY,
    dispatch TEXT NOT NULL REFERENCES dispatches (id),
    kind     TEXT NOT NULL CHECK (kind IN ('attachment', 'signature', 'report', 'picture', 'preview')),
    at       BIGINT NOT NULL
);
CREATE INDEX dispatch_files_dispatch ON dispatch_files (dispatch, kind, at, file);
CREATE INDEX dispatches_expert_state ON dispatches (expert, state, since, id);
