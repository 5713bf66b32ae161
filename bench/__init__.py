"""How well, safely and fast sentences are understood, beside the peer: ``make bench-understanding``."""
