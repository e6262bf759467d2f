-- Servers keep the names of assets in memory, and read here how far they are known (names.c). One row, as one writes at a time.
CREATE TABLE name_changes (
    part INTEGER NOT NULL PRIMARY KEY,
    changes INTEGER NOT NULL,
    loads INTEGER NOT NULL
) STRICT;
-- Which change of a name was an asset's last one; 0: none since it was loaded, or since this file.
ALTER TABLE assets ADD COLUMN name_part INTEGER NOT NULL DEFAULT 0;
ALTER TABLE assets ADD COLUMN name_change INTEGER NOT NULL DEFAULT 0;
CREATE INDEX ix_assets_name_change ON assets (name_part, name_change) WHERE name_change > 0;
