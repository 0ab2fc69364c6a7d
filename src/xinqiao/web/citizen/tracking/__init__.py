"""Following one's petition: where it stands, who owes what by when, the answers, and each right as a button."""
