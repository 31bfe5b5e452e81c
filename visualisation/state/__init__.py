"""What one page remembers: reactive values around a session, by concern."""
