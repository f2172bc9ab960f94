"""A hash of a set that is kept up by what came and went, whatever the order.

LtHash (Bellare and Micciancio 1997; Lewi, Kim, Maykov and Weis 2019): each member is stretched to
1,024 numbers of 16 bits, and those of all members are added up. A member more is an addition, one
less a subtraction, and nobody finds another set with the same sum (200 bits of security).
"""

import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NUMBERS = 1024

EMPTY = bytes(2 * NUMBERS)
"""The sum of the empty set."""


def changed(total: bytes, *, came: Iterable[bytes] = (), went: Iterable[bytes] = ()) -> bytes:
    """Return the sum ``total`` after some members came and some went.

    >>> changed(changed(EMPTY, came=[b"a", b"b"]), went=[b"b"]) == changed(EMPTY, came=[b"a"])
    True
    """
    # Here, not at the top: what only lists articles needs no numpy, and starts sooner without.
    import numpy as np

    numbers = np.frombuffer(total, dtype="<u2").copy()
    for member in came:
        numbers += _stretched(member)  # wraps around at 2**16
    for member in went:
        numbers -= _stretched(member)
    return numbers.tobytes()


def member(*values: Any) -> bytes:
    """Return a row of plain values as a member of a set."""
    return json.dumps(values).encode()


def vector_member(passage_id: int, vector: bytes) -> bytes:
    """Return a passage's id and its vector (little-endian float32) as a member of a set."""
    return passage_id.to_bytes(8) + vector


def _stretched(value: bytes) -> "NDArray[np.uint16]":
    """Return the 1,024 numbers of one member."""
    import numpy as np

    return np.frombuffer(hashlib.shake_256(value).digest(2 * NUMBERS), dtype="<u2")
