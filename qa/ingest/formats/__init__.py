"""Files of every kind to documents: one file a format, each with the same signature.

``read(file) -> Iterator[Document | Unread]``: a document for every article the file holds, with
its text and what the file states about it, or the reason why an item could not be read.
``reading.documents`` finds the format, by content before suffix, and calls its ``read``.
"""
