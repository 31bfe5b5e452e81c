"""One negotiation without a world: issues, utilities, a protocol, and how good the outcome is."""
