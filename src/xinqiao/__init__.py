"""Xinqiao (信桥): a petition from the day it is written to the day it is lawfully settled."""
