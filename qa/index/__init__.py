"""What is stored, and how it is searched: SQLite is the truth, FAISS is derived from it."""
