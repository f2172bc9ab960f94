"""Reasons to believe or doubt a candidate, one file each."""
