"""Everything that can go wrong, as types with messages a person can act on.

::

    QAError
    ├── ArticleError        a file or upload that cannot become an Article
    ├── ArticleNotFound     no article with that id in the collection
    ├── IndexNotFound       no index folder here
    ├── IndexMismatch       built with something other than what is loaded now
    ├── IndexDamaged        the collection file cannot be read as one
    ├── IndexUnreadable     the collection file cannot be read now
    ├── IndexUnwritable     the index folder or disk does not take what we write
    │   ├── IndexBusy       another program writes to it and did not finish in time
    │   └── IndexUnfinished …in the middle of many files: with the report of those before
    ├── ExtraNotInstalled   a package that only this way in needs is not there
    ├── ModelNotFound       model files absent or not the ones we ship
    ├── QuestionError       an empty, over-long or otherwise unusable question or setting
    ├── ReceiptError        what is to be verified and is no exported answer
    ├── SetError            a file of test questions that is not of its form
    ├── ServerError         what a Client was told by, or could not get from, a server
    └── TokenError          a file of tokens, or a token in it, that cannot be used

Each message says what happened with the value seen, what was expected, and what to do.
"No answer found" is not an error: it is an ``Answer`` whose ``answered`` is false.
"""

from typing import Any


class QAError(Exception):
    """Base of all errors raised on purpose by ``qa`` and ``web``; ``str()`` is for people."""


class ArticleError(QAError):
    """A file or upload that cannot become an Article: unreadable, empty, binary, mis-encoded."""

    def __init__(self, source: str, reason: str, kind: str = "unreadable") -> None:
        """Keep ``source`` (file name or path as given) and ``reason`` (a clause without a stop).

        ``kind`` groups reasons in a report: "empty", "too large", "encrypted", "damaged" ...
        """
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason
        self.kind = kind


class ArticleNotFound(QAError):
    """No article with that id in the collection."""


class IndexNotFound(QAError):
    """No index at the path given."""


class IndexMismatch(QAError):
    """The index was built with another embedder, schema or setting than is loaded now."""


class IndexDamaged(QAError):
    """The collection file is not a readable collection."""


class IndexUnreadable(QAError):
    """The collection file cannot be read now: permissions, a lock, or a disk that fails."""


class IndexUnwritable(QAError):
    """The index folder cannot be written: permissions, or a full disk."""


class ExtraNotInstalled(QAError):
    """A package that only some ways in need is not installed."""


class IndexBusy(IndexUnwritable):
    """Another program is writing to the index and did not finish in time; try again later."""


class IndexUnfinished(IndexUnwritable):
    """The index could not be written in the middle of many files; all before was added."""

    def __init__(self, message: str, report: Any) -> None:
        """Keep ``report``, the ``qa.index.report.Report`` of what came before."""
        super().__init__(message)
        self.report = report


class ModelNotFound(QAError):
    """Model files are absent, or their hash is not the one expected."""


class QuestionError(QAError):
    """A question or a setting of it that cannot be used; nothing was asked."""


class ReceiptError(QAError):
    """What was given to be verified is no exported answer; nothing was checked."""


class SetError(QAError):
    """A file of questions with known answers that cannot be read or is not of its form."""


class ServerError(QAError):
    """A server refused a request, failed, or did not answer; ``status`` is None without reply."""

    def __init__(self, message: str, status: int | None = None) -> None:
        """Keep the HTTP ``status`` beside the message."""
        super().__init__(message)
        self.status = status


class TokenError(QAError):
    """A file of tokens that cannot be read or written, or a token that it does not hold."""
