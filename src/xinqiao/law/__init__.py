"""The law as data: dated packs of rules with an article on every value, and the loader that makes statutes of them."""
