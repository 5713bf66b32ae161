"""Voice without any server: pocketsphinx with a grammar made from the home's names. English only.

It hears four orders out of five, and hears an order in anything that is said to it; so what it heard is
asked about before it is done (``sure`` is false). https://pocketsphinx.readthedocs.io
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import cached_property
from io import BytesIO
from typing import Any

from bot.home.errors import CloudError
from bot.home.problem import Problem
from bot.voice.grammar import grammar

HEARS = 16_000  # samples a second that the acoustic model knows
SEARCH = "home"


class OfflineEars:
    """Needs the extra ``voice``; ``is_available`` tells whether it is installed."""

    name = "offline"
    sure = False

    def __init__(self) -> None:
        self._turn = asyncio.Lock()  # a decoder hears one recording at a time

    @staticmethod
    def is_available() -> bool:
        from importlib.util import find_spec

        return find_spec("pocketsphinx") is not None and find_spec("soundfile") is not None

    def hears(self, language: str) -> bool:
        return language == "en"

    async def transcribe(self, audio: bytes, language: str, names: Sequence[str]) -> str:
        """The order that a recording comes closest to, empty where none does.

        ``audio`` is OGG/Opus, ``language`` one that it ``hears``. Raises ``CloudError`` for what is no
        recording.
        """
        async with self._turn:
            return await asyncio.to_thread(self._hear, audio, tuple(names))

    def _hear(self, audio: bytes, names: tuple[str, ...]) -> str:
        rules = grammar(names, lambda word: self._decoder.lookup_word(word) is not None)
        if rules is None:
            return ""
        sound = _samples(audio)
        self._decoder.add_jsgf_string(SEARCH, rules)
        self._decoder.activate_search(SEARCH)
        self._decoder.start_utt()
        self._decoder.process_raw(sound, full_utt=True)
        self._decoder.end_utt()
        heard = self._decoder.hyp()
        return str(heard.hypstr) if heard else ""

    @cached_property
    def _decoder(self) -> Any:
        from pocketsphinx import Config, Decoder

        # Without fillers it hears twice as many orders right (decision 85).
        return Decoder(Config(lm=None, loglevel="FATAL", fsgusefiller=False))


def _samples(audio: bytes) -> bytes:
    """One channel of 16-bit samples at the rate that the model knows."""
    import numpy
    import soundfile

    try:
        sound, rate = soundfile.read(BytesIO(audio), dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise CloudError(OfflineEars.name, Problem.CLOUD_GARBLED, "no recording") from error
    channel = sound.mean(axis=1)
    every = max(1, rate // HEARS)  # the mean of neighbours keeps what is too high for the new rate out
    thinned = channel[: len(channel) // every * every].reshape(-1, every).mean(axis=1)
    at = numpy.arange(0, len(thinned), rate / every / HEARS)
    level = numpy.interp(at, numpy.arange(len(thinned)), thinned)
    return bytes((level * 32767).astype("<i2").tobytes())
