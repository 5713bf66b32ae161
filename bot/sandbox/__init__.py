"""A pretend Telegram, Yandex smart home and Aliyun Living gateway on loopback, and a chat page.

Everything here is written from the vendors' descriptions and imports nothing from the rest of bot/:
a mistake in an adapter must not be repeated in its stand-in. docs/sandbox.md is the contract.
"""
