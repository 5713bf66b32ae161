"""The bot at Telegram: its session, its commands, and how updates come to it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import chain, repeat
from urllib.parse import urlsplit

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from aiogram.types import Update
from aiogram.utils.deep_linking import create_start_link
from aiogram.utils.token import TokenValidationError

from bot.home.clock import Clock, Sleep
from bot.home.errors import SettingsError
from bot.i18n import Languages
from bot.shared import Shared
from bot.telegram.announcer import TelegramAnnouncer
from bot.telegram.arrivals import Arrivals
from bot.telegram.chats import Forwarding
from bot.telegram.menu import offer
from bot.telegram.pacing import Pacing
from bot.telegram.persisting import AWAY, Persisting
from bot.telegram.polling import Poller
from bot.telegram.redrawing import CardRedraws
from bot.telegram.routes import build_router
from bot.telegram.seen import KeepsUpdates, Seen
from bot.telegram.talk import Host
from bot.telegram.voices import Transcriber
from bot.telegram.webhook import CONNECTIONS, Deliveries, listening, secret_for

TRY_AGAIN_AFTER = (1, 2, 5, 10, 30)  # seconds
ANSWERS_WITHIN = 20.0  # seconds; after them the line is taken for broken

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Hook:
    """Where Telegram brings updates (``url``) and where that arrives; without a secret one is made."""

    url: str
    host: str
    port: int
    secret: str | None = None


class Telegram:
    """One bot. It can announce at once; it listens after ``serve_with``. Without a hook it polls."""

    def __init__(
        self,
        token: str,
        api: str,
        languages: Languages,
        clock: Clock,
        shared: Shared,
        hook: Hook | None = None,
        updates: KeepsUpdates | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """``sleep``: how one waits for a place in line."""
        session = AiohttpSession(api=TelegramAPIServer.from_base(api), timeout=ANSWERS_WITHIN)
        self._forwarding = Forwarding()
        session.middleware(self._forwarding)
        session.middleware(Persisting(sleep))
        session.middleware(Pacing(shared.places, sleep))
        properties = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True)
        try:
            self._bot = Bot(token, session=session, default=properties)
        except TokenValidationError:
            raise SettingsError("TELEGRAM_TOKEN: expected digits, a colon and letters") from None
        self._languages = languages
        self._clock = clock
        self._hook = hook
        self._shared = shared
        self._dispatcher = Dispatcher(disable_fsm=True)
        self._dispatcher.update.outer_middleware(Arrivals())
        self._dispatcher.update.outer_middleware(Seen(updates))
        self.is_serving = False
        self.announcer = TelegramAnnouncer(self._bot, languages, clock)
        self.redraws = CardRedraws(self._bot, languages, clock, shared.locks)

    def serve_with(self, host: Host, transcriber: Transcriber | None = None) -> None:
        """Listen on behalf of this assistant, to voices too where there is a transcriber."""
        self._forwarding.moved = host.chat_moved
        self.announcer.has_several_homes = host.has_several_homes
        self.redraws.has_several_homes = host.has_several_homes
        router = build_router(host, self._languages, self._clock, transcriber, self._shared.locks)
        self._dispatcher.include_router(router)

    async def meet(self) -> None:
        """Wait until Telegram knows us; ``SettingsError`` when it does not accept the token."""
        try:
            await self._persist(self._bot.me)
        except TelegramAPIError as error:
            raise SettingsError(f"TELEGRAM_TOKEN: Telegram does not accept it ({error})") from error

    async def _persist(self, call: Callable[[], Awaitable[object]]) -> None:
        """Call until Telegram answers; what it refuses is raised."""
        for wait in chain(TRY_AGAIN_AFTER, repeat(TRY_AGAIN_AFTER[-1])):
            try:
                await call()
            except (*AWAY, TelegramRetryAfter) as error:
                log.warning("Telegram does not answer (%s), trying again in %d s", error, wait)
                await asyncio.sleep(wait)
            else:
                return

    async def serve(self) -> None:
        """Deal with updates until cancelled, fetched or brought; then finish what is under way."""
        await self._offer_commands()
        if self._hook is None:
            await self._poll()
        else:
            await self._be_brought(self._hook)

    async def _poll(self) -> None:
        await self._persist(self._bot.delete_webhook)
        log.info("Start polling")
        self.is_serving = True
        try:
            await Poller(self._bot, self._kinds(), self._deal_with).run()
        finally:
            self.is_serving = False

    async def _be_brought(self, hook: Hook) -> None:
        secret = secret_for(self._bot.token, hook.secret)
        deliveries = Deliveries(self._bot, secret, self._deal_with)
        try:
            async with listening(deliveries, hook.host, hook.port, urlsplit(hook.url).path or "/"):
                await self._persist(
                    lambda: self._bot.set_webhook(
                        hook.url,
                        secret_token=secret,
                        max_connections=CONNECTIONS,
                        allowed_updates=self._kinds(),
                    )
                )
                log.info("Start listening at port %d", hook.port)
                self.is_serving = True
                try:
                    await asyncio.Event().wait()
                finally:
                    self.is_serving = False
        except OSError as error:
            raise SettingsError(
                f"HOUSEMATE_WEBHOOK_LISTEN: port {hook.port} cannot be listened at ({error})"
            ) from None

    def _kinds(self) -> list[str]:
        return self._dispatcher.resolve_used_update_types()

    async def _deal_with(self, update: Update) -> object:
        return await self._dispatcher.feed_update(self._bot, update)

    async def deep_link(self, token: str) -> str:
        """A link that opens the bot and hands it ``token``: at most 64 of A-Z a-z 0-9 _ -."""
        return await create_start_link(self._bot, token)

    async def close(self) -> None:
        await self._bot.session.close()

    async def _offer_commands(self) -> None:
        """Serving does not depend on the menu of commands."""
        try:
            await offer(self._bot, self._languages)
        except TelegramAPIError as error:
            log.warning("the menu of commands was not set: %s", error)
