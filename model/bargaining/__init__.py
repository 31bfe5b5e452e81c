"""Bargaining: what each side wants, the Pareto frontier, and why two sides agree or not."""
