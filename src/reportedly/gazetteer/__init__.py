"""The offline gazetteer: one read-only SQLite file, its builder and its lookups."""
