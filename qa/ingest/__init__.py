"""Files become articles: decoded once, story told from the rest, cut into sentences and passages.

``articles`` reads files, ``front_matter`` and ``sidecar`` what is stated about them; ``lines``,
``headline``, ``boilerplate`` and ``furniture`` tell the story from what surrounds it;
``sentences`` and ``passages`` cut it. All of them select spans of the one text; none edits it.
"""
