"""Networks: who may approach whom, and who is tied to whom."""
