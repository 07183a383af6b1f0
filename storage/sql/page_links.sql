-- name: open
INSERT INTO page_links (nonce, opened) VALUES (:nonce, :now) ON CONFLICT DO NOTHING

-- name: prune
DELETE FROM page_links WHERE opened < :before
