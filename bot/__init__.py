"""Housemate: a Telegram bot that runs the home as its people talk about it."""

__version__ = "0.1.0"
