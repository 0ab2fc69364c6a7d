"""Letters: one source for the printed sheet, the page and the editable copy."""
