"""How is a count of people told so that nobody can be told apart? In fives, rounded down; below five only that it is fewer."""

from collections.abc import Sequence

LEAST = 5


def in_fives(people: int) -> int:
    """The count that may be shown: 0 for fewer than five, else the multiple of five below it.

    Two such counts differ by nought or by fives: no subtraction, of two rows, two windows or two days, gives a smaller number.
    """
    return people - people % LEAST


def bars(months: Sequence[int]) -> list[int]:
    """The counts of some months for a drawing, each in fives."""
    return [in_fives(people) for people in months]
