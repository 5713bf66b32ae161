"""Voice messages for tests, spoken by a synthesizer."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import numpy
import soundfile

from tests.tools import needs


def spoken(text: str, folder: Path, rate: int = 48_000) -> bytes:
    """A voice message as Telegram sends it: OGG with Opus."""
    wave = folder / "said.wav"
    subprocess.run([needs("espeak-ng"), "-s", "130", "-w", wave, text], check=True)
    sound, had = soundfile.read(wave, dtype="float32")
    level = numpy.interp(numpy.arange(0, len(sound), had / rate), numpy.arange(len(sound)), sound)
    message = BytesIO()
    soundfile.write(message, level, rate, format="OGG", subtype="OPUS")
    return message.getvalue()
