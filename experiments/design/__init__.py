"""Designs: what is varied, how often, and what is measured."""
