"""The question: what a city does about its nation's pressure."""
