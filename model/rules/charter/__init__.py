"""The question: how deep the terms of a club or treaty are."""
