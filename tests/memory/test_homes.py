"""People, homes, chats and who belongs where."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy.exc import IntegrityError

from bot.home.clock import Clock
from bot.home.founding import MOST_OWNED
from bot.home.roles import Role
from bot.memory.memory import Memory
from bot.memory.records import Chat, Membership, Person
from tests.databases import Place


async def test_a_new_memory_is_empty_until_there_is_a_home(memory: Memory) -> None:
    await memory.meet(1001, "Vera", "ru")
    assert await memory.is_empty()
    home = await memory.add_home("Flat", "ru", "Europe/Moscow")
    await memory.add_home("Dacha", "ru", "Europe/Moscow")
    assert not await memory.is_empty()
    assert await memory.first_home() == home


async def test_everything_is_still_there_after_a_restart(place: Place, clock: Clock) -> None:
    memory = await place.open(clock)
    person = await memory.meet(1001, "Vera", "ru")
    home = await memory.add_home("Flat", "ru", "Europe/Moscow")
    chat = Chat(-5001, "group", "Family", home.id, None)
    await memory.save_chat(chat)
    await memory.add_member(home.id, person.id, Role.OWNER)
    await memory.close()

    again = await place.open(clock)
    assert await again.person(1001) == person
    assert await again.home(home.id) == home
    assert await again.chat(-5001) == chat
    assert await again.memberships(1001) == (Membership(home, Role.OWNER),)
    await again.close()


async def test_a_new_name_is_taken_and_a_known_language_kept(memory: Memory) -> None:
    await memory.meet(1001, "Vera", None)
    assert await memory.meet(1001, "Vera", "en") == Person(1001, "Vera", "en")
    await memory.set_language(1001, "zh")
    assert await memory.meet(1001, "Vera P.", "ru") == Person(1001, "Vera P.", "zh")
    assert await memory.person(1001) == Person(1001, "Vera P.", "zh")


async def test_people_with_the_largest_ids_that_telegram_gives_are_remembered(memory: Memory) -> None:
    id_ = 2**52 - 1
    await memory.meet(id_, "<b>😀</b>", "en")
    assert await memory.person(id_) == Person(id_, "<b>😀</b>", "en")


async def test_who_is_unknown_is_none(memory: Memory) -> None:
    assert await memory.person(1) is None
    assert await memory.home(1) is None
    assert await memory.chat(1) is None
    assert await memory.role(1, 1) is None
    assert await memory.memberships(1) == ()


async def test_a_chat_is_replaced_by_what_is_known_of_it_now(memory: Memory) -> None:
    home = await memory.add_home("Flat", "en", "UTC")
    await memory.save_chat(Chat(-1, "group", "Before", None, None))
    await memory.save_chat(Chat(-1, "forum", "After", home.id, "zh"))
    assert await memory.chat(-1) == Chat(-1, "forum", "After", home.id, "zh")


async def test_a_role_belongs_to_one_home_and_can_change(memory: Memory) -> None:
    flat = await memory.add_home("Flat", "en", "UTC")
    dacha = await memory.add_home("Dacha", "ru", "UTC")
    await memory.meet(1, "Ann", None)
    await memory.add_member(dacha.id, 1, Role.GUEST)
    assert await memory.role(flat.id, 1) is None
    await memory.add_member(flat.id, 1, Role.MEMBER)
    await memory.add_member(dacha.id, 1, Role.ADMIN)
    assert await memory.memberships(1) == (Membership(flat, Role.MEMBER), Membership(dacha, Role.ADMIN))


async def test_only_an_owner_is_an_owner(memory: Memory) -> None:
    home = await memory.add_home("Flat", "en", "UTC")
    await memory.meet(1, "Ann", None)
    await memory.add_member(home.id, 1, Role.ADMIN)
    assert not await memory.has_owner()
    await memory.add_member(home.id, 1, Role.OWNER)
    assert await memory.has_owner()


async def test_nobody_joins_a_home_that_does_not_exist(memory: Memory) -> None:
    await memory.meet(1, "Ann", None)
    with pytest.raises(IntegrityError):
        await memory.add_member(42, 1, Role.MEMBER)


async def test_a_hundred_people_met_at_once_are_all_remembered(memory: Memory) -> None:
    await asyncio.gather(*(memory.meet(id_, f"Person {id_}", None) for id_ in range(100)))
    met = [await memory.person(id_) for id_ in range(100)]
    assert met == [Person(id_, f"Person {id_}", None) for id_ in range(100)]


async def test_one_person_met_many_times_at_once_is_one(memory: Memory) -> None:
    met = await asyncio.gather(*(memory.meet(1, "Ann", "en") for _ in range(10)))
    assert set(met) == {Person(1, "Ann", "en")}


async def test_nobody_founds_a_home_before_the_operator_or_founds_two(memory: Memory) -> None:
    ann, bob = await memory.meet(1, "Ann", "en"), await memory.meet(2, "Bob", None)
    assert await memory.found_home(bob) is None
    flat = await memory.add_home("Flat", "en", "UTC")
    await memory.add_member(flat.id, ann.id, Role.OWNER)
    founded = await asyncio.gather(*(memory.found_home(bob) for _ in range(5)))
    assert sum(home is not None for home in founded) == 1
    assert await memory.found_home(ann) is None
    assert [(m.home.name, m.role) for m in await memory.memberships(bob.id)] == [("Bob", Role.OWNER)]


async def test_nobody_founds_more_homes_than_one_may_own_however_many_ask_at_once(memory: Memory) -> None:
    ann = await memory.meet(1, "Ann", "en")
    flat = await memory.add_home("Flat", "ru", "Asia/Almaty")
    await memory.add_member(flat.id, ann.id, Role.OWNER)
    asked = [memory.found_another(ann, f"Home {n}", flat) for n in range(MOST_OWNED + 3)]
    founded = [home for home in await asyncio.gather(*asked) if home is not None]
    assert len(founded) == MOST_OWNED - 1
    assert {(home.language, home.timezone) for home in founded} == {("ru", "Asia/Almaty")}
    assert {m.role for m in await memory.memberships(ann.id)} == {Role.OWNER}
