-- Answers as of now, made when links are judged, so that questions need not make them again. Nothing here is the only copy of
-- anything: rows made by other rules than those at work are not used, and made again by the next writer.
CREATE TABLE kept (
  block VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,        -- event or promise
  id VARCHAR NOT NULL,
  event_type VARCHAR NOT NULL,
  mode VARCHAR,
  near VARCHAR[] NOT NULL,      -- countries, names and words of names of its claims' places and recipients
  body VARCHAR NOT NULL         -- JSON
);
ALTER TABLE judged ADD COLUMN rules VARCHAR;  -- by which the block's links and kept answers were made
-- Reports whose claims have not been set beside others yet, and the rules by which the rest were.
CREATE TABLE unmet (report VARCHAR PRIMARY KEY);
CREATE TABLE met (rules VARCHAR NOT NULL);
INSERT INTO unmet SELECT DISTINCT report FROM claim;
INSERT OR IGNORE INTO unlinked SELECT DISTINCT coalesce(actor_key, 'report ' || report) FROM claim;
-- When each claim is told of, in days (1 is 0001-01-01), for finding those that it can be set beside.
CREATE TABLE moment (
  claim VARCHAR NOT NULL,
  report VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,        -- denial, or told: an act told as so
  first INTEGER,                -- of the act, else of its saying; NULL where no day is told, or a long span
  last INTEGER,
  counted INTEGER               -- day of publication of a claim with a number, else NULL
);
CREATE TABLE scene (report VARCHAR NOT NULL, names VARCHAR[] NOT NULL);  -- proper names of a report's claims
-- What each claim tells of, as signs that a sentence to check shares with it (see ask/matter.py).
CREATE TABLE bag (claim VARCHAR NOT NULL, report VARCHAR NOT NULL, event_type VARCHAR NOT NULL, words VARCHAR[] NOT NULL);
-- Names of speakers and doers, whole and last name alone, with whom each stands for (see link/speakers.py).
CREATE TABLE named (report VARCHAR NOT NULL, name VARCHAR NOT NULL, actor VARCHAR NOT NULL);
-- Pairs of claims that cannot both hold (see link/disputes.py), all of them: which are shown is decided when they are asked for.
CREATE TABLE dispute (
  a VARCHAR NOT NULL, b VARCHAR NOT NULL,
  report_a VARCHAR NOT NULL, report_b VARCHAR NOT NULL,
  about_a VARCHAR[] NOT NULL,   -- what questions find the claim by: block, act and place words, each with its kind before it
  about_b VARCHAR[] NOT NULL,
  source VARCHAR NOT NULL,      -- denial, number or count
  why VARCHAR NOT NULL,
  met VARCHAR NOT NULL, weight VARCHAR NOT NULL, one_of VARCHAR NOT NULL, place VARCHAR NOT NULL
);
-- Numbers of armed force in claims.
CREATE TABLE number (
  claim VARCHAR NOT NULL, report VARCHAR NOT NULL, block VARCHAR NOT NULL,
  actor VARCHAR, scope VARCHAR NOT NULL, stage VARCHAR NOT NULL,
  near VARCHAR[] NOT NULL,
  body VARCHAR NOT NULL         -- JSON
);
