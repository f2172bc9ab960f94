"""What a token lets its holder do."""

from typing import Literal

Scope = Literal["read", "write", "admin"]
"""Each may do what those before it may: ask and read; add and remove; see how the server fares."""
