"""Statistics of networks of cities."""
