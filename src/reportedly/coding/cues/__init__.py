"""Cue tables, as data."""
