"""Tokenizers: text to word pieces. Models with the same words share one in memory."""

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import ModelNotFound

if TYPE_CHECKING:
    from tokenizers import Tokenizer


def load_tokenizer(path: Path) -> "Tokenizer":
    """Return the tokenizer of a ``tokenizer.json``; it cuts no text short and pads none.

    It is shared: use it, and leave its settings as they are.

    :raises ModelNotFound: when the file is absent or damaged.
    """
    try:
        return _tokenizer(path.read_text(encoding="utf-8"))
    except Exception as error:  # the library raises nothing more precise
        raise ModelNotFound(f"the tokenizer {path} cannot be read: {error}") from error


@functools.lru_cache(maxsize=4)
def _tokenizer(stored: str) -> "Tokenizer":
    # Here, not at the top: importing qa.index must stay light.
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(stored)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
