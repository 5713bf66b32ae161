"""The domain: what a home is, what can be asked of it and what came of it.

Nothing in this package does I/O or knows a vendor, a database or Telegram; it imports the standard
library only (tests/test_architecture.py keeps that true). Values are frozen dataclasses; wherever
several shapes are possible there is a closed union, made for ``match``.
"""
