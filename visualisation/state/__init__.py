"""The memory of one page: reactive values around a session, by concern."""
