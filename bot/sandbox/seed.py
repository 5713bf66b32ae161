"""The seed: which homes, accounts, people and chats a bot on an empty data folder starts with.

Strangers, and chats that belong to no home, are left out. All settings and secrets are strings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.sandbox.world import Household, Person

ROLES = ("owner", "member", "guest")  # the strongest first


def seed(households: Iterable[Household], hosts: Mapping[str, str]) -> dict[str, Any]:
    """The content of HOUSEMATE_SEED; ``hosts`` are the stand-ins' addresses by cloud."""
    return {"homes": [_home(household, hosts) for household in households]}


def _home(household: Household, hosts: Mapping[str, str]) -> dict[str, Any]:
    roles = ((person, _role(person, household)) for person in household.people)
    return {
        "name": household.title,
        "language": household.language,
        "timezone": household.timezone,
        "accounts": [
            {
                "cloud": cloud,
                "settings": {**_addresses(cloud, hosts), **account["settings"]},
                "secrets": account["secrets"],
            }
            for cloud, account in household.clouds.items()
        ],
        "people": [
            {"id": person.id, "name": person.name, "language": person.language, "role": role}
            for person, role in roles
            if role is not None
        ],
        "chats": [
            {"id": chat.id, "type": chat.type, "title": chat.title}
            for chat in household.chats
            if chat.household is not None
        ],
    }


def _addresses(cloud: str, hosts: Mapping[str, str]) -> dict[str, str]:
    """Yandex keeps logins at a host of their own; its stand-in serves both."""
    return {"host": hosts[cloud]} | ({"oauth": hosts[cloud]} if cloud == "yandex" else {})


def _role(person: Person, household: Household) -> str | None:
    """A person's strongest role in the household's chats; None for a stranger."""
    held = {person.roles.get(chat.id) for chat in household.chats}
    return next((role for role in ROLES if role in held), None)
