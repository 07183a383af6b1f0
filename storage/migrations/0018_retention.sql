-- What has been kept long enough is found by its time, among what is still readable.
CREATE INDEX dispatches_kept ON dispatches (starts, id) WHERE key IS NOT NULL;
CREATE INDEX clients_kept ON clients (created, id) WHERE key IS NOT NULL;
CREATE INDEX registrations_over ON registrations (changed, id) WHERE state IN ('REJECTED', 'WITHDRAWN');
CREATE INDEX drafts_updated ON drafts (updated);
CREATE INDEX transfer_lines_dispatch ON transfer_lines (dispatch);
