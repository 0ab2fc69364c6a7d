"""Is this letter real? Pages for whoever holds one in the hand."""
