"""Which of the essay's conclusions survive across what is not known of the model's parameters."""
