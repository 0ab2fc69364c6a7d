"""Which organisation is competent (22, 23)? Rules suggest with their reasons; an officer decides."""
