-- name: add
INSERT INTO dispatch_files (file, dispatch, kind, at) VALUES (:file, :dispatch, :kind, :now) ON CONFLICT DO NOTHING

-- name: one
SELECT file, dispatch, kind FROM dispatch_files WHERE file = :file

-- name: newest
SELECT file FROM dispatch_files WHERE dispatch = :dispatch AND kind = :kind ORDER BY at DESC, file DESC LIMIT 1
