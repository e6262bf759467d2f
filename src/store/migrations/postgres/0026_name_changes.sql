-- Servers keep the names of assets in memory, and read here how far they are known (names.c). A transaction counts in the part of its
-- session.
CREATE TABLE name_changes (
    part bigint NOT NULL PRIMARY KEY,
    changes bigint NOT NULL,
    loads bigint NOT NULL
);
-- Which change of a name was an asset's last one; 0: none since it was loaded, or since this file.
ALTER TABLE assets ADD COLUMN name_part bigint NOT NULL DEFAULT 0;
ALTER TABLE assets ADD COLUMN name_change bigint NOT NULL DEFAULT 0;
CREATE INDEX ix_assets_name_change ON assets (name_part, name_change) WHERE name_change > 0;
