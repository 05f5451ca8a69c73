"""Judgements: copies, same act, commitments followed through, precedents. Pure functions of claims and reports."""
