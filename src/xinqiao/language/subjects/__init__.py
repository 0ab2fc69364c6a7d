"""Which subject does a letter have? A linear model with its confidence and its evidence, or the tree's words where nobody labelled."""
