"""Questions to begin with: drafted from sentences by rules, then checked by asking them.

Read from the bottom up: ``words`` and ``tokens`` tell what is known of a word by its form,
``phrases`` finds where subject, verb and object end, ``clauses`` reads a plain clause off a
sentence, ``drafts`` makes questions of it and chooses among them.
"""
