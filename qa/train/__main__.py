"""``python -m qa.train``: the steps from question files to a shipped reader."""

from qa.train.cli import main

main()
