"""What somebody's app offers behind the slash: by chat and language, as the sandbox's page shows it."""

from __future__ import annotations

import pytest

from tests.person import Neighbourhood

pytestmark = pytest.mark.process


def offered(world: Neighbourhood, chat_type: str, language: str) -> dict[str, str]:
    anna = world.person("moscow", "owner", chat_type)
    commands = world.get("/api/commands", chat=anna.chat, language=language, **{"as": anna.id})
    return {command["command"]: command["description"] for command in commands}


@pytest.mark.parametrize(("language", "says"), [("en", "planned"), ("ru", "запланировано"), ("zh", "定时")])
def test_a_chat_offers_what_fits_there_in_the_readers_language(
    world: Neighbourhood, language: str, says: str
) -> None:
    alone, family = offered(world, "private", language), offered(world, "group", language)
    assert "language" in alone
    assert "language" not in family
    assert "devices" in alone.keys() & family.keys()
    assert alone["devices"] == family["devices"]
    assert says in alone["timers"]


def test_who_reads_none_of_our_languages_is_offered_english(world: Neighbourhood) -> None:
    assert offered(world, "private", "fr") == offered(world, "private", "en")
