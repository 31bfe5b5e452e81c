"""The question: who is a member of a club or treaty."""
