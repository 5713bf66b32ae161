"""The composition root: the only place that sees every room and wires them together."""

from __future__ import annotations

import asyncio
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
from bot.clouds.aliyun.signing_in import AliyunSignIn
from bot.clouds.yandex.oauth import App as YandexApp
from bot.clouds.yandex.signing_in import YandexSignIn
from bot.heartbeat import beat
from bot.home.account import Account
from bot.home.clock import Clock
from bot.home.cloud import Cloud
from bot.home.errors import SettingsError
from bot.home.founding import Open
from bot.home.people import OWNER_LINK_LIVES
from bot.home.roles import Role
from bot.home.signing_in import SignsIn, TakesCodes
from bot.household.hearing import Hearers
from bot.i18n import Languages
from bot.intents import Understander
from bot.jobs.accounts import LOOK_EVERY, Accounts
from bot.jobs.follow_up import FollowUps
from bot.jobs.notices import Notices
from bot.jobs.repeating import every
from bot.jobs.signing_in import SignIns
from bot.memory.memory import Memory
from bot.memory.seed import plant
from bot.memory.updates import Ledger
from bot.monitoring import monitored
from bot.opening import open_memory
from bot.settings import Settings
from bot.shared import Signals
from bot.telegram.serving import Telegram
from bot.wiring.from_settings import (
    clock_of,
    hook_of,
    ledger_of,
    refuse_pretence_outside_loopback,
    shared_of,
    sleep_of,
    transcriber_of,
)
from bot.wiring.jobs import Jobs

WRITE_CALLS_EVERY = 60.0  # seconds
TIDY_EVERY = 3600.0
RENEW_EVERY = 4.0  # a third of an update's lease


@dataclass(frozen=True)
class App:
    """A bot that is wired and ready to serve."""

    settings: Settings
    memory: Memory
    telegram: Telegram
    accounts: Accounts
    ledger: Ledger
    jobs: Jobs
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
                *self.jobs.beside(),
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
    refuse_pretence_outside_loopback(settings)
    async with httpx.AsyncClient() as http, clock_of(settings, http) as clock:
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
    shared = shared_of(settings, token, clock)
    ledger = await ledger_of(settings, memory, token)
    hook, sleep = hook_of(settings), sleep_of(settings, clock)
    telegram = Telegram(token, settings.telegram_api, languages, clock, shared, hook, ledger, sleep)
    follow_ups = FollowUps(telegram.announcer)
    grace, sign_ins = timedelta(minutes=settings.grace_minutes), _sign_ins(settings, http, clock)
    notices = Notices(memory, telegram.announcer, clock, offered=sign_ins.keys())
    values, others = Hearers(), Others(shared.signals)
    homes = Homes(memory, connect, clock, notices, values=values, others=others)
    others.join(homes.get, homes.heard)
    values.add(others)
    jobs = Jobs(memory, clock, telegram, homes, values, sign_ins, grace)
    understander = Understander({code: languages.pick(code).lexicon for code in languages.codes})
    assistant = Assistant(
        memory,
        homes,
        understander,
        follow_ups,
        clock,
        jobs.later,
        shared.notes,
        jobs.live,
        outreach=Outreach(telegram.deep_link, telegram.announcer),
        opened_to=Open(settings.open),
    )
    telegram.serve_with(assistant, transcriber_of(settings, http))
    try:
        accounts = Accounts(memory, homes.whole, notices, clock)
        yield App(settings, memory, telegram, accounts, ledger, jobs, shared.signals)
    finally:
        await jobs.worker.close()
        await follow_ups.close()
        await assistant.close()
        await jobs.close()
        await others.close()
        await notices.close()
        await telegram.close()
        await shared.close()


def _sign_ins(settings: Settings, http: httpx.AsyncClient, clock: Clock) -> SignIns:
    """The clouds that people can sign in to from a chat: those for which the operator has an app."""
    sign_ins: dict[str, SignsIn | TakesCodes] = {}
    if settings.yandex_client_id is not None and settings.yandex_client_secret is not None:
        app = YandexApp(settings.yandex_client_id, settings.yandex_client_secret.get_secret_value())
        sign_ins["yandex"] = YandexSignIn(http, settings.yandex_api, settings.yandex_oauth, app, clock)
    if settings.aliyun_app_key is not None and settings.aliyun_app_secret is not None:
        secret, host = settings.aliyun_app_secret.get_secret_value(), settings.aliyun_api.rstrip("/")
        sign_ins["aliyun"] = AliyunSignIn(http, host, settings.aliyun_app_key, secret, clock)
    return sign_ins
