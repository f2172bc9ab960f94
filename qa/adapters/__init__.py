"""Retrievers for other frameworks: passages with their exact places, to be read by others."""
