"""How good it is, in public terms: metrics and runs, one file a measure."""
