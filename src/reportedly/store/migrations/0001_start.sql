-- The first schema. Rows of report, claim and link are only ever added; a link is withdrawn by filling `withdrawn`.
CREATE TABLE run (
  id VARCHAR PRIMARY KEY,
  started_at VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  options VARCHAR NOT NULL,     -- JSON
  models VARCHAR NOT NULL       -- JSON: name -> version or hash
);
CREATE TABLE report (
  id VARCHAR PRIMARY KEY,
  ref VARCHAR, path VARCHAR, url VARCHAR, publisher VARCHAR, title VARCHAR, language VARCHAR,
  text VARCHAR NOT NULL,
  published VARCHAR,            -- EDTF
  published_basis VARCHAR NOT NULL,
  known_on DATE,                -- last day of `published`: the day on which the report enters the record
  furniture VARCHAR NOT NULL,   -- JSON
  run VARCHAR NOT NULL,
  added_at VARCHAR NOT NULL     -- UTC instant
);
CREATE TABLE claim (
  id VARCHAR PRIMARY KEY,
  report VARCHAR NOT NULL,
  event_type VARCHAR NOT NULL,
  mode VARCHAR,
  stage VARCHAR NOT NULL,
  polarity VARCHAR NOT NULL,
  background BOOLEAN NOT NULL,
  actor_key VARCHAR,            -- country, else actor id, else folded name of the first actor that has one
  body VARCHAR NOT NULL,        -- JSON: the whole claim as in the record format
  run VARCHAR NOT NULL
);
CREATE INDEX claim_report ON claim (report);
CREATE INDEX claim_actor ON claim (actor_key);
CREATE TABLE link (
  id VARCHAR PRIMARY KEY,
  type VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  target VARCHAR NOT NULL,
  judged_by VARCHAR NOT NULL,   -- rule, model or person
  judged_at VARCHAR NOT NULL,          -- UTC instant
  score DOUBLE,
  block VARCHAR,                -- actor key whose claims the link was judged among; NULL for copies
  withdrawn VARCHAR             -- NULL, or who withdrew it, when, why
);
CREATE TABLE issue (
  id VARCHAR PRIMARY KEY,
  report VARCHAR, path VARCHAR,
  stage VARCHAR NOT NULL, code VARCHAR NOT NULL, detail VARCHAR NOT NULL,
  run VARCHAR NOT NULL
);
CREATE TABLE shingle (report VARCHAR NOT NULL, hash BIGINT NOT NULL, PRIMARY KEY (hash, report));
CREATE TABLE unlinked (block VARCHAR PRIMARY KEY);  -- actor keys with claims added since they were last linked
