"""Files of news, JSON lines, plain or gzip: dated stories, and texts."""

import datetime
import json
from pathlib import Path
from typing import Any

from qa.errors import ArticleError
from qa.evaluate.unpacked import unpacked
from qa.text.months import month_number


def dated_stories(file: Path) -> list[dict[str, Any]]:
    """Return the stories of ``file`` that have ``title``, ``date`` (ISO 8601 then) and ``body``.

    :raises ArticleError: when the file is not of the form.
    """
    try:
        return [
            {**story, "date": _day(story["date"]).isoformat()}
            for story in _lines(file)
            if story["title"] and story["date"] and story["body"]
        ]
    except (OSError, ValueError, KeyError) as error:
        raise ArticleError(str(file), f"not a file of dated stories ({error})") from error


def texts(file: Path) -> list[str]:
    """Return the ``text`` of every line of ``file``.

    :raises ArticleError: when the file is not of the form.
    """
    try:
        return [str(line["text"]) for line in _lines(file)]
    except (OSError, ValueError, KeyError) as error:
        raise ArticleError(str(file), f"not a file of texts ({error})") from error


def _lines(file: Path) -> list[dict[str, Any]]:
    """Read the objects of a file."""
    return [json.loads(line) for line in unpacked(file).decode("utf-8").splitlines()]


def _day(value: str) -> datetime.date:
    """Read a day written as 1987-02-26 or as 26-FEB-1987, whatever time follows."""
    written = value.strip().split()[0]
    if written[:4].isdecimal():
        return datetime.date.fromisoformat(written[:10])
    day, month, year = written.split("-")
    return datetime.date(int(year), month_number(month) or 0, int(day))
