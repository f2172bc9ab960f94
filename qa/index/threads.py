"""How torch and faiss share the processor, in one place.

Both bring an OpenMP runtime. torch is always imported first: the other order has crashed on some
builds (faiss issue 3401).
"""

# Always one, whatever the machine has. Sums are split by threads, and with another number the last
# digits of a vector, and so of a confidence, come out differently. And where the processor is
# shared, two threads that wait for each other took twice the work of one and longer, as measured.
# A thread that asks for the first time starts with a number of its own, so it is set before use.
THREADS = 1


def set_threads() -> None:
    """Load torch and faiss in the order that works, and set the threads of the calling thread."""
    import torch  # isort: skip
    import faiss  # noqa: F401  # isort: skip

    torch.set_num_threads(THREADS)
