-- name: add
INSERT INTO fixes (id, dispatch, person, purpose, at, taken, source, accuracy, verdict, distance, place, thresholds,
    message, sealed)
VALUES (:id, :dispatch, :person, :purpose, :at, :taken, :source, :accuracy, :verdict, :distance, :place, :thresholds,
    :message, :sealed)

-- name: count
UPDATE fixes SET counted = :now WHERE dispatch = :dispatch AND at = :at AND purpose = :purpose AND counted = 0

-- name: unsend
UPDATE fixes SET withdrawn = :now, sealed = CASE WHEN counted = 0 THEN :blank ELSE sealed END
WHERE message = :message AND withdrawn = 0

-- name: of_dispatch
SELECT f.*, d.key FROM fixes f JOIN dispatches d ON d.id = f.dispatch WHERE f.dispatch = :dispatch ORDER BY f.at, f.id
