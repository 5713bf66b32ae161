"""Any server that speaks OpenAI's ``POST /audio/transcriptions``."""

from __future__ import annotations

from collections.abc import Sequence

import httpx

from bot.home.errors import CloudError, CloudProtocolError, CloudUnavailableError
from bot.home.problem import Problem

TIMEOUT = httpx.Timeout(60.0, connect=5.0)
PROMPT_LIMIT = 600  # characters; such models look at the last 224 tokens of a prompt


class TranscriptionEndpoint:
    """``url`` ends before ``/audio/transcriptions``; ``model`` is whatever the server calls its model."""

    name = "transcription"
    sure = True

    def __init__(self, http: httpx.AsyncClient, url: str, model: str, key: str | None) -> None:
        self._http = http
        self._url = url.rstrip("/") + "/audio/transcriptions"
        self._model = model
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}

    def hears(self, language: str) -> bool:
        return True

    async def transcribe(self, audio: bytes, language: str, names: Sequence[str]) -> str:
        """What was said in an OGG/Opus recording, empty when nothing was. Raises ``CloudError``.

        The home's ``names`` are handed over as a hint of how words are spelt.
        """
        form = {"model": self._model, "language": language, "response_format": "json"}
        if hint := ", ".join(names)[:PROMPT_LIMIT]:
            form["prompt"] = hint
        try:
            answer = await self._http.post(
                self._url,
                headers=self._headers,
                data=form,
                files={"file": ("voice.ogg", audio, "audio/ogg")},
                timeout=TIMEOUT,
            )
        except httpx.HTTPError as error:
            raise CloudUnavailableError(self.name, Problem.CLOUD_UNREACHABLE, type(error).__name__) from error
        if answer.status_code in (401, 403):
            raise CloudError(self.name, Problem.NO_RIGHTS, f"HTTP {answer.status_code}")
        if answer.status_code != 200:
            raise CloudUnavailableError(self.name, Problem.CLOUD_FAILED, f"HTTP {answer.status_code}")
        return _text(answer)


def _text(answer: httpx.Response) -> str:
    try:
        said = answer.json()["text"]
    except (ValueError, KeyError, TypeError) as error:
        raise CloudProtocolError(TranscriptionEndpoint.name, "no text in the answer") from error
    return str(said).strip()
