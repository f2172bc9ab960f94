"""Quotations: where one comes from, whether a citation still stands, what an answer is proved by."""
