"""The window: a page on which a visitor watches one world."""
