"""From a question to hits: dense and lexical search, fused."""
