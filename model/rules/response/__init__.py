"""The question: what a nation does about an agreement of its city."""
