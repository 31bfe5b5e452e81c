"""Clubs and treaties: agreements with a charter."""
