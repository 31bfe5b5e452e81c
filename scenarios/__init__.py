"""Scenarios: cases as data, read, checked, changed, described and written."""
