"""The same acts and answers over REST."""
