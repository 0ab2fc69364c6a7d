"""Which petitions say these words? An index of two-character grams on either database, and how it is asked."""
