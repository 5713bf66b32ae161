"""The composition root: the only place that sees every room and wires them together."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import httpx

from bot import clouds
from bot.assistant import Assistant
from bot.assistant.homes import Homes
from bot.assistant.others import Others
from bot.assistant.people import Outreach
from bot.clock import FollowedClock
from bot.clouds.yandex.oauth import App as YandexApp
from bot.clouds.yandex.signing_in import YandexSignIn
from bot.heartbeat import beat
from bot.home.account import Account
from bot.home.clock import Clock, SystemClock
from bot.home.cloud import Cloud
from bot.home.errors import SettingsError
from bot.home.roles import Role
from bot.household.hearing import Hearers
from bot.i18n import Languages
from bot.intents import Understander
from bot.jobs.accounts import LOOK_EVERY, Accounts
from bot.jobs.alarms import KIND as ALARMS
from bot.jobs.alarms import AlarmCarrier, Alarms
from bot.jobs.carrying import OrderCarrier
from bot.jobs.follow_up import FollowUps
from bot.jobs.later import later
from bot.jobs.live import KIND as LIVE
from bot.jobs.live import LiveCards
from bot.jobs.looking import WatchCarrier
from bot.jobs.notices import Notices
from bot.jobs.order import KIND as ORDER
from bot.jobs.polling import LiveCarrier
from bot.jobs.repeating import every
from bot.jobs.resets import KIND as RESET
from bot.jobs.resets import ResetCarrier
from bot.jobs.sampling import KIND as SAMPLES
from bot.jobs.sampling import WRITE_EVERY as WRITE_SAMPLES_EVERY
from bot.jobs.sampling import Sampler, SamplingCarrier, Samplings
from bot.jobs.signing_in import KIND as SIGNING_IN
from bot.jobs.signing_in import LoginCarrier, SignIns
from bot.jobs.standing import ENSURE_EVERY
from bot.jobs.watch_book import KIND as WATCHES
from bot.jobs.watch_book import WatchBook
from bot.jobs.watching import Watching
from bot.jobs.worker import Carrier, Worker
from bot.memory.memory import Memory
from bot.memory.seed import is_loopback, plant
from bot.memory.updates import Ledger
from bot.monitoring import monitored, split_address
from bot.opening import open_memory
from bot.settings import Settings
from bot.shared import Shared, Signals, in_process
from bot.telegram.serving import Hook, Telegram
from bot.telegram.voices import Transcriber
from bot.voice.endpoint import TranscriptionEndpoint
from bot.voice.offline import OfflineEars

OWNER_LINK_LIVES = timedelta(minutes=15)
WRITE_CALLS_EVERY = 60.0  # seconds
WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
TIDY_EVERY = 3600.0
RENEW_EVERY = 4.0  # a third of an update's lease

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class App:
    """A bot that is wired and ready to serve."""

    settings: Settings
    memory: Memory
    telegram: Telegram
    accounts: Accounts
    worker: Worker
    ledger: Ledger
    alarms: Alarms
    watches: WatchBook
    samplings: Samplings
    sampler: Sampler
    signals: Signals

    async def owner_link(self) -> str | None:
        """A single-use link that makes whoever opens it the owner; None when the home has one."""
        if await self.memory.has_owner():
            return None
        token = await self.memory.invite(None, Role.OWNER, OWNER_LINK_LIVES)
        return await self.telegram.deep_link(token)

    async def is_ready(self) -> bool:
        """Whether updates may be sent here: Telegram is served, and the database answers."""
        if not self.telegram.is_serving:
            return False
        await self.memory.is_empty()
        return True

    async def serve(self) -> None:
        """Serve Telegram until cancelled."""
        beside = [
            asyncio.create_task(work)
            for work in (
                beat(self.settings.data),
                every(WRITE_CALLS_EVERY, self.memory.write_calls),
                every(TIDY_EVERY, self.memory.tidy),
                every(RENEW_EVERY, self.ledger.renew),
                every(LOOK_EVERY, self.accounts.look),
                self.worker.run(),
                every(ENSURE_EVERY, self.alarms.ensure),
                every(ENSURE_EVERY, self.watches.ensure),
                every(ENSURE_EVERY, self.samplings.ensure),
                every(WRITE_SAMPLES_EVERY, self.sampler.write),
                self.signals.listen(),
            )
        ]
        try:
            async with monitored(self.settings.monitor, self.is_ready):
                await self.telegram.serve()
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)


@asynccontextmanager
async def build(settings: Settings) -> AsyncIterator[App]:
    """Everything a bot needs, opened in order and closed in reverse.

    Raises ``SettingsError`` when a setting is missing or unusable.
    """
    if settings.telegram_token is None:
        raise SettingsError("TELEGRAM_TOKEN is not set")
    _refuse_pretence_outside_loopback(settings)
    async with httpx.AsyncClient() as http, _clock(settings, http) as clock:
        memory = await open_memory(settings, clock)
        try:
            if settings.seed and await memory.is_empty():
                await plant(memory, settings.seed)
            async with _wired(settings, memory, http, clock) as app:
                yield app
        finally:
            await memory.close()


@asynccontextmanager
async def _wired(
    settings: Settings, memory: Memory, http: httpx.AsyncClient, clock: Clock
) -> AsyncIterator[App]:
    def connect(account: Account) -> Cloud:
        return clouds.connect(account, http, clock, memory)

    assert settings.telegram_token is not None
    languages = Languages.load()
    token = settings.telegram_token.get_secret_value()
    shared = _shared(settings, token)
    ledger = await _ledger(settings, memory, token)
    telegram = Telegram(token, settings.telegram_api, languages, clock, shared, _hook(settings), ledger)
    follow_ups = FollowUps(telegram.announcer)
    notices = Notices(memory, telegram.announcer, clock)
    values, others = Hearers(), Others(shared.signals)
    homes = Homes(memory, connect, clock, notices, values=values, others=others)
    others.join(homes.get, homes.heard)
    values.add(others)
    understander = Understander({code: languages.pick(code).lexicon for code in languages.codes})
    grace = timedelta(minutes=settings.grace_minutes)
    orders = OrderCarrier(memory, homes.whole, telegram.announcer, clock, grace)
    resets = ResetCarrier(memory, homes.whole, telegram.announcer, clock)
    live = LiveCards(memory, homes.whole, telegram.redraws, clock, lambda: worker.wake())
    values.add(live)
    polling = LiveCarrier(memory, homes.whole, live, clock)
    watching = Watching(memory, homes.whole, telegram.announcer, clock)
    values.add(watching)
    alarms = AlarmCarrier(memory, homes.whole, telegram.announcer, clock)
    watches = WatchCarrier(memory, homes.whole, watching, clock)
    sampler = Sampler(memory, clock, homes.get)
    values.add(sampler)
    sampling = SamplingCarrier(memory, homes.whole, clock)
    sign_ins = _sign_ins(settings, http, clock)
    logins = LoginCarrier(memory, sign_ins, homes.whole, homes.drop, telegram.announcer, clock)
    carriers: dict[str, Carrier] = {
        ORDER: orders,
        RESET: resets,
        ALARMS: alarms,
        LIVE: polling,
        WATCHES: watches,
        SAMPLES: sampling,
        SIGNING_IN: logins,
    }
    worker = Worker(memory, carriers, clock)
    jobs = later(memory, clock, worker.wake, sign_ins)
    assistant = Assistant(
        memory,
        homes,
        understander,
        follow_ups,
        clock,
        jobs,
        shared.notes,
        live,
        outreach=Outreach(telegram.deep_link, telegram.announcer),
    )
    telegram.serve_with(assistant, _transcriber(settings, http))
    try:
        accounts = Accounts(memory, homes.whole, notices, clock)
        yield App(
            settings,
            memory,
            telegram,
            accounts,
            worker,
            ledger,
            Alarms(memory, clock),
            jobs.watches,
            Samplings(memory, clock),
            sampler,
            shared.signals,
        )
    finally:
        await worker.close()
        await follow_ups.close()
        await assistant.close()
        await live.close()
        await watching.close()
        await sampler.write()
        await others.close()
        await notices.close()
        await telegram.close()
        await shared.close()


def _sign_ins(settings: Settings, http: httpx.AsyncClient, clock: Clock) -> SignIns:
    """The clouds that people can sign in to from a chat: those for which the operator has an app."""
    if settings.yandex_client_id is None or settings.yandex_client_secret is None:
        return {}
    app = YandexApp(settings.yandex_client_id, settings.yandex_client_secret.get_secret_value())
    return {"yandex": YandexSignIn(http, settings.yandex_api, settings.yandex_oauth, app, clock)}


async def _ledger(settings: Settings, memory: Memory, token: str) -> Ledger:
    """Which updates this process deals with; with a folder of its own nobody else can be at any."""
    name = token.partition(":")[0]
    bot = int(name) if name.isdecimal() else 0
    if settings.database is None:
        await memory.release_updates(bot=bot)
    return Ledger(memory, bot)


def _shared(settings: Settings, token: str) -> Shared:
    """What replicas share; the extra is imported only where it is wanted."""
    if settings.redis is None:
        return in_process()
    try:
        from bot.shared.in_redis import in_redis
    except ModuleNotFoundError:
        raise SettingsError("HOUSEMATE_REDIS needs the extra: pip install 'housemate[redis]'") from None
    return in_redis(settings.redis.get_secret_value(), f"housemate:{token.partition(':')[0]}")


def _hook(settings: Settings) -> Hook | None:
    """Where Telegram brings updates; None where they are fetched."""
    if settings.webhook_url is None:
        return None
    host, port = split_address(settings.webhook_listen, "HOUSEMATE_WEBHOOK_LISTEN")
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else None
    if secret and not WEBHOOK_SECRET.fullmatch(secret):
        raise SettingsError("HOUSEMATE_WEBHOOK_SECRET must be 1 to 256 of A-Z a-z 0-9 _ -")
    return Hook(settings.webhook_url, host, port, secret)


def _transcriber(settings: Settings, http: httpx.AsyncClient) -> Transcriber | None:
    """What hears voice messages: the operator's endpoint, else the extra ``voice``, else nothing."""
    if settings.transcribe_url is None:
        return OfflineEars() if OfflineEars.is_available() else None
    key = settings.transcribe_key.get_secret_value() if settings.transcribe_key else None
    return TranscriptionEndpoint(http, settings.transcribe_url, settings.transcribe_model, key)


@asynccontextmanager
async def _clock(settings: Settings, http: httpx.AsyncClient) -> AsyncIterator[Clock]:
    if settings.clock_url is None:
        yield SystemClock()
        return
    clock = FollowedClock(settings.clock_url)
    await clock.look(http)
    following = asyncio.create_task(clock.follow(http))
    try:
        yield clock
    finally:
        following.cancel()


def _refuse_pretence_outside_loopback(settings: Settings) -> None:
    """A seed and a followed clock are for the sandbox: with a real endpoint anywhere they are refused."""
    endpoints = (settings.telegram_api, settings.yandex_api, settings.yandex_oauth, settings.aliyun_api)
    pretences = {"HOUSEMATE_SEED": settings.seed, "HOUSEMATE_CLOCK_URL": settings.clock_url}
    for name, value in pretences.items():
        if value is None:
            continue
        outside = [url for url in (*endpoints, settings.clock_url) if url and not is_loopback(url)]
        if outside:
            raise SettingsError(f"{name} is for the sandbox only, but {outside[0]} is not on this machine")
