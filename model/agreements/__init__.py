"""Agreements: the book that holds them, their life cycle, and how they open."""
