-- What a person puts in the place of a claim's coding (verb 'correct'): JSON, the fields that change; NULL for other judgements.
ALTER TABLE judgement ADD COLUMN changes VARCHAR;
