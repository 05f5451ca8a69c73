-- Claims that a block had when its links were last judged: a large block is judged anew once it has grown by a share of them.
CREATE TABLE judged (block VARCHAR PRIMARY KEY, claims BIGINT NOT NULL);
