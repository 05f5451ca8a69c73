-- By what each claim is found beside others, as numbers (see link/near.py).
ALTER TABLE moment ADD COLUMN signs UINTEGER[];
-- What was set beside others without them is done again.
INSERT OR IGNORE INTO unmet SELECT DISTINCT report FROM moment;
DELETE FROM moment;
