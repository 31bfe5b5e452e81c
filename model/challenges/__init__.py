"""Common challenges."""
