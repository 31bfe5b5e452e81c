"""The question: what it takes at home for a signature to bind."""
