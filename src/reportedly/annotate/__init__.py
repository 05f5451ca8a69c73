"""Layers on a report: each module makes one, from the report and the layers before it."""
