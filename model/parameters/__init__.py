"""Every number and rule that a scenario can change."""
