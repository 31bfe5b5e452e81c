"""Networks: prospects (whom an actor may approach), approaches (when it does), and ties (with whom it has agreements)."""
