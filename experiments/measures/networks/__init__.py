"""Statistics of the network of ties among cities, and null models of it."""
