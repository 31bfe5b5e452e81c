"""Evidence: claims, and what simulations say about them."""
