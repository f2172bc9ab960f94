"""Quotations: where one comes from, and whether a citation still stands."""
