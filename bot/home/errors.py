"""Every error that this program raises on purpose.

    HomeError
      SettingsError             at start: names the variable or file and what was expected
      LexiconError              at start: names the file and the entry
      NotNowError               something of our own is away: ask again
      CloudError                .problem, .cloud
        CloudUnavailableError   no answer, a timeout, a 5xx; .maybe_done when a write may have happened
        CloudAuthError          token expired or revoked, bad signature
        CloudBusyError          429; .retry_after in seconds
        CloudProtocolError      an answer outside the vendor's description

What a person can cause by speaking is no error: that is an ``Outcome``.
"""

from __future__ import annotations

from bot.home.problem import Problem


class HomeError(Exception):
    """The root: ``except HomeError`` catches everything that is ours."""


class SettingsError(HomeError):
    """A setting or a file given at start is not usable."""


class LexiconError(HomeError):
    """A lexicon lacks or misspells an entry."""


class NotNowError(HomeError):
    """Something of our own is away; whoever asked may ask again, as nothing is done twice for that."""


class CloudError(HomeError):
    """A cloud did not do what it was asked. ``detail`` is for the log and never holds a secret.

    ``vendor_says`` is the vendor's own wording for people, where it has one; it is not logged.
    """

    def __init__(
        self, cloud: str, problem: Problem, detail: str = "", *, vendor_says: str | None = None
    ) -> None:
        super().__init__(f"{cloud}: {problem}" + (f" ({detail})" if detail else ""))
        self.cloud = cloud
        self.problem = problem
        self.detail = detail
        self.vendor_says = vendor_says


class CloudUnavailableError(CloudError):
    """No answer came, or only a 5xx. ``maybe_done``: the request may have taken effect all the same."""

    def __init__(self, cloud: str, problem: Problem, detail: str = "", *, maybe_done: bool = True) -> None:
        super().__init__(cloud, problem, detail)
        self.maybe_done = maybe_done


class CloudAuthError(CloudError):
    """The cloud does not accept who we say we are."""


class CloudBusyError(CloudError):
    """Too many requests; try again after ``retry_after`` seconds."""

    def __init__(self, cloud: str, retry_after: float, detail: str = "") -> None:
        super().__init__(cloud, Problem.CLOUD_BUSY, detail)
        self.retry_after = retry_after


class CloudProtocolError(CloudError):
    """An answer outside the vendor's description."""

    def __init__(self, cloud: str, detail: str = "") -> None:
        super().__init__(cloud, Problem.CLOUD_GARBLED, detail)
