-- What people judged of the record. Rows are only ever added; a judgement is withdrawn by filling `withdrawn`.
CREATE TABLE judgement (
  id VARCHAR PRIMARY KEY,
  verb VARCHAR NOT NULL,        -- accept, reject, merge, split, note
  target VARCHAR NOT NULL,      -- id of the claim, event or commitment as it was then
  other VARCHAR,                -- of merge and split: the other claim
  note VARCHAR,
  who VARCHAR NOT NULL,
  judged_at VARCHAR NOT NULL,   -- UTC instant
  anchor VARCHAR NOT NULL,      -- JSON: report, character and type of the claims meant; finds them again when they are coded anew
  withdrawn VARCHAR             -- NULL, or who withdrew it, when, why
);
CREATE INDEX judgement_target ON judgement (target);
