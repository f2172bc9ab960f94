"""When things happened.

``publication`` finds the day an article was published, the anchor of every "last year" in it.
"""
