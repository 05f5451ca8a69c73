"""One DuckDB file. All SQL lives here."""
