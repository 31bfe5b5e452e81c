"""The scenario format: read, check, change and write."""
