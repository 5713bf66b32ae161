"""Ports for servers that have to be told one, and may be stopped and started at it again."""

from __future__ import annotations

import random
import socket
from pathlib import Path

LOWEST = 10_000
EPHEMERAL = Path("/proc/sys/net/ipv4/ip_local_port_range")
USUALLY_FROM = 32_768


def free_port() -> int:
    """A free port that the system gives nobody by itself: a server that is away for a moment finds it again,
    however many connections and other tests' servers come up meanwhile."""
    while True:
        port = random.randrange(LOWEST, _first_ephemeral())
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


def _first_ephemeral() -> int:
    try:
        return max(int(EPHEMERAL.read_text().split()[0]), LOWEST + 1000)
    except OSError:
        return USUALLY_FROM
