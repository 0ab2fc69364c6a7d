"""The file: petitions, their parties, documents and dated events, and the statutory acts upon them."""
