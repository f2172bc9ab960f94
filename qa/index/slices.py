"""The words that a span cuts out of the text of its article, as SQL."""


def slice_of(table: str) -> str:
    """Return the expression for a row of ``table`` joined with ``article``.

    Spans count code points from 0, SQLite's characters count from 1.
    """
    return f'substr(article.text, {table}."start" + 1, {table}."end" - {table}."start")'
