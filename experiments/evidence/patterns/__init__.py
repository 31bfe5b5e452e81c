"""Empirical patterns that the model is tested against."""
