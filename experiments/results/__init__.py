"""Results folders, and where results come from."""
