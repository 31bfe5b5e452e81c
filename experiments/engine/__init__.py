"""Running: single runs, batches and the processes that run them."""
