"""What people ask for: each intent reads clauses, and the home decides among the readings.

An intent is one small module with a ``read`` function; the lists below are all there is to register.
"""

from __future__ import annotations

from bot.intents.answering import picked_of
from bot.intents.understander import Explanation, Understander, Understood

__all__ = ["Explanation", "Understander", "Understood", "picked_of"]
