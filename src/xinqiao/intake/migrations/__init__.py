"""Changes of intake's tables."""
