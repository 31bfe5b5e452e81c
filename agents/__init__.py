"""Actors: cities and nations, their attributes and preferences."""
