"""The question: what parties do of what they agreed."""
