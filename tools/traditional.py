"""Which traditional characters are searched as which simplified ones? Writes petitions/searching/traditional.txt anew."""

from pathlib import Path

from opencc import OpenCC

TABLE = Path(__file__).resolve().parent.parent / "src/xinqiao/petitions/searching/traditional.txt"
BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x323B0))
PAIRS_A_LINE = 40
HEAD = (
    "# Pairs: a traditional character and the simplified one. Made by tools/traditional.py with OpenCC (Apache-2.0).\n"
)


def pairs() -> list[str]:
    """Each character that OpenCC writes otherwise in simplified script, with what it becomes."""
    converter = OpenCC("t2s")
    characters = [chr(code) for block in BLOCKS for code in block]
    simplified = {one: converter.convert(one) for one in characters}
    return [one + other for one, other in simplified.items() if other != one and len(other) == 1]


def main() -> None:
    """Write the table."""
    found = pairs()
    lines = ["".join(found[start : start + PAIRS_A_LINE]) for start in range(0, len(found), PAIRS_A_LINE)]
    TABLE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(found)} pairs written to {TABLE.name}.")


if __name__ == "__main__":
    main()
