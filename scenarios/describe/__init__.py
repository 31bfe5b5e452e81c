"""Scenarios described for people."""
