"""Who acts: cities and nations, what they care about, and how they give way."""
