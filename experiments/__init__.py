"""Which question is asked: runs, their results, and what is read off them."""
