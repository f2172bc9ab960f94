"""Words, question words, names: what several rooms compare text by."""
