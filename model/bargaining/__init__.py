"""Bargaining: utilities of both sides, the Pareto frontier, settlement by a protocol, and explanations of the outcome."""
