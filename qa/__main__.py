"""``python -m qa`` is the ``qa`` command."""

from qa.terminal.cli import main

main()
