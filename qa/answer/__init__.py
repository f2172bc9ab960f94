"""From candidates to an Answer: citations, abstention."""
