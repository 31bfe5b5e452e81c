"""Dated events of a scenario."""
