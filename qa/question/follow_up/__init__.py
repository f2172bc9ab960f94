"""A follow-up question becomes a question that stands alone, by rules and word lists.

``standalone`` is the way in. The others, in reading order: ``words`` (closed classes), ``tokens``,
``verbs`` and ``mentions`` (what a question speaks of), ``times``, ``candidates`` (what can be meant
later), ``topic`` (what the conversation is about), ``antecedents`` and ``pronouns``, ``references``
("the visit", "the first"), ``leaning`` ("the symptoms") and ``framing`` ("which empires
survived"), ``ellipsis`` ("And in 2022?") and ``recast`` ("Why?"). ``edits`` are the changes that
they make.
"""
