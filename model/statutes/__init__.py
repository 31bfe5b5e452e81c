"""Statutes: national laws on city diplomacy, sanctions, the disputes that follow, and the courts."""
