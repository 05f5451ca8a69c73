-- Country for which a report's own words speak (a state agency's, a press release's), NULL for reporting.
ALTER TABLE claim ADD COLUMN voice VARCHAR;
-- Blocks with promises that another block's actor makes with them: what is told of the one bears on the other too.
CREATE TABLE partner (block VARCHAR NOT NULL, other VARCHAR NOT NULL, PRIMARY KEY (block, other));
