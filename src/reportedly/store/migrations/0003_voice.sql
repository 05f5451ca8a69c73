-- Country for which a report's own words speak (a state agency's, a press release's), NULL for reporting.
ALTER TABLE claim ADD COLUMN voice VARCHAR;
