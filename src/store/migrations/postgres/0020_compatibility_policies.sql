-- What counts when schemas of the asset are compared, and which earlier versions the transitive modes look at.
ALTER TABLE assets ADD COLUMN compatibility_policy text COLLATE "C" NOT NULL DEFAULT 'yardstick';
ALTER TABLE assets ADD COLUMN transitive_scope text COLLATE "C" NOT NULL DEFAULT 'major';
