"""A user's own tables of cities, nations and ties: read, checked, and completed with estimates."""
