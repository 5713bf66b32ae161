"""What happens after the answer was given, or without a question, put together."""

from __future__ import annotations

from collections.abc import Coroutine, Iterator
from datetime import timedelta
from typing import Any

from bot.assistant.homes import Homes
from bot.home.clock import Clock
from bot.household.hearing import Hearers
from bot.jobs.alarms import KIND as ALARMS
from bot.jobs.alarms import AlarmCarrier, Alarms
from bot.jobs.carrying import OrderCarrier
from bot.jobs.later import later
from bot.jobs.live import KIND as LIVE
from bot.jobs.live import LiveCards
from bot.jobs.login_carrier import LoginCarrier
from bot.jobs.looking import WatchCarrier
from bot.jobs.order import KIND as ORDER
from bot.jobs.polling import LiveCarrier
from bot.jobs.repeating import every
from bot.jobs.resets import KIND as RESET
from bot.jobs.resets import ResetCarrier
from bot.jobs.sampling import KIND as SAMPLES
from bot.jobs.sampling import WRITE_EVERY as WRITE_SAMPLES_EVERY
from bot.jobs.sampling import Sampler, SamplingCarrier, Samplings
from bot.jobs.signing_in import KIND as SIGNING_IN
from bot.jobs.signing_in import SignIns
from bot.jobs.standing import ENSURE_EVERY
from bot.jobs.watch_book import KIND as WATCHES
from bot.jobs.watching import Watching
from bot.jobs.worker import Carrier, Worker
from bot.memory.memory import Memory
from bot.telegram.serving import Telegram


class Jobs:
    """The queue with who carries out what; and those who hear of ``values``, whoever has read them."""

    def __init__(
        self,
        memory: Memory,
        clock: Clock,
        telegram: Telegram,
        homes: Homes,
        values: Hearers,
        sign_ins: SignIns,
        grace: timedelta,
    ) -> None:
        whole, announcer = homes.whole, telegram.announcer
        self.live = LiveCards(memory, whole, telegram.redraws, clock, lambda: self.worker.wake())
        self._watching = Watching(memory, whole, announcer, clock)
        self._sampler = Sampler(memory, clock, homes.get)
        for hearer in (self.live, self._watching, self._sampler):
            values.add(hearer)
        carriers: dict[str, Carrier] = {
            ORDER: OrderCarrier(memory, whole, announcer, clock, grace),
            RESET: ResetCarrier(memory, whole, announcer, clock),
            ALARMS: AlarmCarrier(memory, whole, announcer, clock),
            LIVE: LiveCarrier(memory, whole, self.live, clock),
            WATCHES: WatchCarrier(memory, whole, self._watching, clock),
            SAMPLES: SamplingCarrier(memory, whole, clock),
            SIGNING_IN: LoginCarrier(memory, sign_ins, whole, homes.drop, announcer, clock),
        }
        self.worker = Worker(memory, carriers, clock)
        self.later = later(memory, clock, self.worker.wake, sign_ins)
        self._alarms, self._samplings = Alarms(memory, clock), Samplings(memory, clock)

    def beside(self) -> Iterator[Coroutine[Any, Any, None]]:
        """What runs as long as the bot does."""
        yield self.worker.run()
        yield every(ENSURE_EVERY, self._alarms.ensure)
        yield every(ENSURE_EVERY, self.later.watches.ensure)
        yield every(ENSURE_EVERY, self._samplings.ensure)
        yield every(WRITE_SAMPLES_EVERY, self._sampler.write)

    async def close(self) -> None:
        """After the worker and everybody else who reads."""
        await self.live.close()
        await self._watching.close()
        await self._sampler.write()
