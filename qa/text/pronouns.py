"""Pronouns that speak of what was named before, in small letters.

Two lists elsewhere are others on purpose: what names nobody as a whole answer (``read.evidence``:
"who", "someone" as well) and what stands for a noun in a clause (``suggestions``: no possessives).
"""

PERSONS = frozenset("he him his she her hers".split())
THIRD_PERSON = PERSONS | frozenset("it its they them their theirs".split())
DEMONSTRATIVES = frozenset("this that these those".split())
