"""The ledger: every decision and legal change, and the state rebuilt from it."""
