"""A follow-up question is asked as typed, with context: words of earlier turns.

``carried`` is the way in. ``layout`` makes the question and what was said one input, ``selector``
is the network that chooses words of it, ``times`` is what "that year" speaks of, ``words`` which
words carry meaning. ``again`` reads a fragment as the question that it asks again, ``follow_up``
makes of all that the question that is asked.
"""
