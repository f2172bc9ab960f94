"""The ``qa`` command."""
