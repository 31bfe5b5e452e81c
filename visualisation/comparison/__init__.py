"""Two worlds on one clock: how the second is made, and how the two differ."""
