"""From question and passages to citations: reading, confidence, quoting."""
