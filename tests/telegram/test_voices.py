"""A voice message is heard through the operator's endpoint and answered like a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from aiogram import Dispatcher
from aiogram.types import Voice

from bot.assistant import Welcome
from bot.home.clock import SystemClock
from bot.home.errors import CloudUnavailableError
from bot.home.problem import Problem
from bot.i18n import Languages
from bot.telegram.routes import build_router
from tests.telegram.host import FakeHost
from tests.telegram.telegram import PRIVATE, fake_bot, message_in, said

LANGUAGES = Languages.load()


class Ears:
    """Hears what it was told to, or fails."""

    def __init__(self, text: str | Exception, *, sure: bool = True, language: str = "") -> None:
        self.text = text
        self.sure = sure
        self.heard: list[tuple[bytes, str]] = []
        self._language = language

    def hears(self, language: str) -> bool:
        return self._language in ("", language)

    async def transcribe(self, audio: bytes, language: str, names: Sequence[str]) -> str:
        assert "Торшер" in names
        self.heard.append((audio, language))
        if isinstance(self.text, Exception):
            raise self.text
        return self.text


async def answers(host: FakeHost, ears: Ears, duration: int = 3) -> list[str]:
    bot, telegram = fake_bot()
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.include_router(build_router(host, LANGUAGES, SystemClock(), ears))
    voice = Voice(file_id="f", file_unique_id="u", duration=duration)
    await dispatcher.feed_update(bot, said(message_in(PRIVATE, None, voice=voice)))
    return [card.text or "" for card in telegram.cards]


async def test_what_was_heard_is_shown_above_the_answer() -> None:
    host, ears = FakeHost(), Ears("turn on the <lamp>")
    (text,) = await answers(host, ears)
    assert [sentence for _, sentence, _ in host.heard] == ["turn on the <lamp>"]
    assert ears.heard == [(b"OggS", "en")]
    assert "turn on the &lt;lamp&gt;" in text.splitlines()[0]
    assert "Торшер" in text


@pytest.mark.parametrize(
    ("ears", "duration", "sentence"),
    [
        (Ears(""), 3, "voice.nothing"),
        (Ears(CloudUnavailableError("transcription", Problem.CLOUD_UNREACHABLE)), 3, "voice.failed"),
        (Ears("never asked"), 600, "voice.failed"),
    ],
)
async def test_what_cannot_be_heard_is_told_kindly(ears: Ears, duration: int, sentence: str) -> None:
    host = FakeHost()
    assert await answers(host, ears, duration) == [LANGUAGES.pick("en").say(sentence)]
    assert host.heard == []


async def test_ears_that_are_not_sure_say_so_to_the_assistant() -> None:
    host = FakeHost()
    await answers(host, Ears("turn on the lamp", sure=False))
    assert host.heard
    assert not host.sure


async def test_who_speaks_a_language_that_cannot_be_heard_is_asked_to_write() -> None:
    host, ears = FakeHost(language="ru"), Ears("never asked", language="en")
    assert await answers(host, ears) == [LANGUAGES.pick("ru").say("voice.other_language")]
    assert ears.heard == []


async def test_a_strangers_voice_is_not_sent_anywhere() -> None:
    ears = Ears("open the door")
    await answers(FakeHost(welcome=Welcome.STRANGER), ears)
    assert ears.heard == []
