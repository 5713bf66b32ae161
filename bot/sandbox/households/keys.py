"""The pretend vendors' app keys: one Yandex OAuth app and one Aliyun tenant serve every household.

They open nothing but the sandbox, so there is nothing secret about them.
"""

from __future__ import annotations

import hashlib
import random
import time

YANDEX_CLIENT_ID = "5a0d2c7be1f84f6c9b3e70a4d86f1c25"
YANDEX_CLIENT_SECRET = "sandbox-yandex-client-secret"
ALIYUN_APP_KEY = "33712645"
ALIYUN_APP_SECRET = "sandbox-aliyun-app-secret"

YANDEX_TOKEN_LIFE = 31_536_000
IOT_TOKEN_LIFE = 72_000
REFRESH_TOKEN_LIFE = 720_000


def opaque(*parts: object, length: int = 32) -> str:
    """A string that looks like nothing in particular and is the same for the same parts."""
    return hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()[:length]


def ends_in(seconds: int) -> str:
    """The expiry of a token issued now, as the seed writes it."""
    return str(int(time.time()) + seconds)


def told_at(*parts: object) -> float:
    """Some moment of the last two hours at which a device last spoke to its cloud."""
    return time.time() - random.Random("/".join(map(str, parts))).uniform(5, 7200)
