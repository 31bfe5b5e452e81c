"""How the world works: the state, the rules and the phases of a month."""
