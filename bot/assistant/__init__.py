"""The use cases: what a sentence or a press leads to. Knows nothing of Telegram.

Whoever speaks is admitted first (a member of the home that the chat is bound to), danger asks first,
and an open question belongs to the person, the chat and the deadline that it was asked with.
"""

from bot.assistant.assistant import Assistant
from bot.assistant.door import Door, Speaker, Welcome

__all__ = ["Assistant", "Door", "Speaker", "Welcome"]
