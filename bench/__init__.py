"""How well, how safely and how fast sentences are understood, beside the peer: ``make bench-understanding``."""
