"""Files that go out of and into the ``qa`` command: receipts and drafts."""

import json
from pathlib import Path
from typing import Any

from qa.contract.receipt import Receipt
from qa.errors import ArticleError, ReceiptError
from qa.ingest import decoding
from qa.terminal.printing import json_text


def write_receipt(path: Path, receipt: Receipt) -> None:
    """Write a receipt as JSON that a person can read too; its hash does not depend on the form.

    :raises ReceiptError: when the file cannot be written.
    """
    text = json_text(receipt.to_dict())
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise ReceiptError(f"cannot write {path}: {error.strerror}. Name another file.") from error


def read_export(path: Path) -> dict[str, Any]:
    """Read a receipt or an Answer.

    :raises ReceiptError: when the file cannot be read or is no JSON object.
    """
    try:
        values = json.loads(path.read_bytes())
    except OSError as error:
        raise ReceiptError(f"cannot read {path}: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise ReceiptError(
            f"{path} is no JSON ({error}). Expected what qa ask --receipt FILE wrote."
        ) from error
    if not isinstance(values, dict):
        raise ReceiptError(f"{path} holds no JSON object but a {type(values).__name__}.")
    return values


def read_draft(path: Path) -> str:
    """Read a text that somebody writes, decoded as articles are.

    :raises ArticleError: when it cannot be read or is no text.
    """
    try:
        return decoding.decode(path.read_bytes(), str(path))
    except OSError as error:
        raise ArticleError(str(path), error.strerror or str(error)) from error
