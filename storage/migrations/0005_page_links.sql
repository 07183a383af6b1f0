-- Links to our pages that were opened: each opens in one browser only.
CREATE TABLE page_links (
    nonce  TEXT PRIMARY KEY,
    opened BIGINT NOT NULL
);
CREATE INDEX page_links_opened ON page_links (opened);
