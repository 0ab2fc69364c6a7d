"""What a letter of legal effect says: the officer's own words, and the law's standing words that nobody leaves out."""

from xinqiao.petitions.letters.composing import (
    composed,
    default_text,
    form_of,
    letter_name,
    refuse_empty,
    write_letter,
)

__all__ = ["composed", "default_text", "form_of", "letter_name", "refuse_empty", "write_letter"]
