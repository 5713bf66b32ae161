"""What bots beside each other share for a moment and need not survive anything.

Each thing is a small interface (ports.py) with two implementations that behave alike: in this process, and in
Redis. Nothing here guards what must never happen twice: that is the database's. So Redis may be away, and
each bot then goes on by itself.
"""

from bot.shared.ports import Locks, Notes, Pace, Places, Shared, Signals
from bot.shared.process import in_process

__all__ = ["Locks", "Notes", "Pace", "Places", "Shared", "Signals", "in_process"]
