"""PURE: the Merkle tree of RFC 6962: root, inclusion path and its verification.

Leaves and nodes are hashed with different prefixes, so that a node cannot pass for a leaf.
"""

from collections.abc import Sequence
from hashlib import sha256


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one leaf."""
    return sha256(b"\x00" + leaf).digest()


def _node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def _level_above(level: Sequence[bytes]) -> list[bytes]:
    """Pairs joined; a last one without a neighbour moves up as it is, which gives RFC 6962's tree."""
    above = [_node_hash(level[place], level[place + 1]) for place in range(0, len(level) - 1, 2)]
    return above if len(level) % 2 == 0 else [*above, level[-1]]


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over these leaves in their order; that of no leaves is the hash of nothing."""
    level = [leaf_hash(leaf) for leaf in leaves]
    while len(level) > 1:
        level = _level_above(level)
    return level[0] if level else sha256(b"").digest()


def path_to(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The hashes beside the way from one leaf to the root. Raises IndexError for a place without a leaf."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"There is no leaf {index} among {len(leaves)}.")
    level = [leaf_hash(leaf) for leaf in leaves]
    path: list[bytes] = []
    while len(level) > 1:
        if index ^ 1 < len(level):
            path.append(level[index ^ 1])
        level, index = _level_above(level), index // 2
    return tuple(path)


def is_included(leaf: bytes, *, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Does this path lead from the leaf at `index` of `size` leaves to the root?"""
    if not 0 <= index < size:
        return False
    beside = list(path)
    reached, width = leaf_hash(leaf), size
    while width > 1:
        if index ^ 1 < width:
            if not beside:
                return False
            sibling = beside.pop(0)
            reached = _node_hash(sibling, reached) if index % 2 else _node_hash(reached, sibling)
        index, width = index // 2, (width + 1) // 2
    return not beside and reached == root
