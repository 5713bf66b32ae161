"""How often somebody may try to sign in: vendors mind an app that asks for logins all day."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.home.clock import Clock

MOST = 6
WITHIN = timedelta(minutes=10)


class Tries:
    """Of each person, in this process: bots beside each other let them try as often each."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._made: dict[int, tuple[datetime, ...]] = {}

    def another(self, person: int) -> bool:
        """Whether they may try now, which is counted then."""
        now = self._clock.now()
        recent = {who: tuple(at for at in made if now - at < WITHIN) for who, made in self._made.items()}
        self._made = {who: made for who, made in recent.items() if made}
        made = self._made.get(person, ())
        if len(made) >= MOST:
            return False
        self._made[person] = (*made, now)
        return True
