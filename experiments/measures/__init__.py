"""Measures: numbers read off a run."""
