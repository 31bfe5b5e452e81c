"""The question: who may offer what when, and what closes a negotiation."""
