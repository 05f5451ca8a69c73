"""Labelled text, scores and benchmarks."""
