"""A follow-up question becomes a question that stands alone, by rules and word lists.

``standalone`` is the way in. The others, in reading order: ``words`` (closed classes), ``tokens``,
``mentions`` (what a question speaks of), ``times`` (years and other times), ``topic`` (what the
conversation is about), ``pronouns``, ``references`` ("the visit", "the first", "the symptoms") and
``ellipsis`` ("And in 2022?", "Why?").
"""
