"""What people do in a home and what is known of it: names, settings, snapshots, journal, cards, updates."""

from __future__ import annotations

import random
from datetime import time, timedelta

import pytest

from bot.home.announcer import Address
from bot.home.preferences import HomeSettings, PersonSettings
from bot.memory import names
from bot.memory.memory import Memory
from bot.memory.records import Alias, Favourite, Home, LiveCard
from tests.clocks import FrozenClock
from tests.databases import Place, stolen


@pytest.fixture
async def home(memory: Memory) -> Home:
    await memory.meet(1, "Vera", "en")
    await memory.meet(2, "Ann", "en")
    return await memory.add_home("Flat", "en", "UTC")


async def test_a_name_means_one_thing_whatever_its_capitals(memory: Memory, home: Home) -> None:
    assert await memory.add_alias(home.id, Alias("Боб", "device", "lamp", 1))
    assert await memory.add_alias(home.id, Alias("kino", "scene", "movie"))
    assert await memory.add_alias(home.id, Alias(" БОБ ", "room", "kitchen", 2))
    assert await memory.aliases(home.id) == (
        Alias("kino", "scene", "movie"),
        Alias(" БОБ ", "room", "kitchen", 2),
    )
    assert await memory.drop_alias(home.id, "ＫＩＮＯ")
    assert not await memory.drop_alias(home.id, "kino")


async def test_names_are_not_without_end(memory: Memory, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "MOST_ALIASES", 2)
    added = [await memory.add_alias(home.id, Alias(name, "device", "lamp")) for name in ("a", "b", "c")]
    assert added == [True, True, False]


async def test_favourites_are_a_persons_own_and_in_order(
    memory: Memory, home: Home, clock: FrozenClock
) -> None:
    tv, bed = Favourite("device", "tv"), Favourite("room", "bed")
    for favourite in (tv, bed, tv):
        await memory.add_favourite(home.id, 1, favourite)
        clock.advance(seconds=1)
    assert await memory.favourites(home.id, 1) == (tv, bed)
    assert await memory.favourites(home.id, 2) == ()
    await memory.drop_favourite(home.id, 1, tv)
    assert await memory.favourites(home.id, 1) == (bed,)


async def test_settings_are_undecided_until_somebody_decides(memory: Memory, home: Home) -> None:
    assert await memory.home_settings(home.id) == HomeSettings()
    decided = HomeSettings((time(22, 30), time(7)), False, "fahrenheit", ("lamp", "heater"))
    await memory.set_home_settings(home.id, decided)
    assert await memory.home_settings(home.id) == decided
    await memory.set_home_settings(home.id, HomeSettings())
    assert await memory.home_settings(home.id) == HomeSettings()
    assert await memory.person_settings(1) == PersonSettings()
    own = PersonSettings("Asia/Tokyo", "celsius", (time(0), time(0)))
    await memory.set_person_settings(1, own)
    assert await memory.person_settings(1) == own


async def test_a_home_that_is_changed_keeps_its_people_and_one_that_is_removed_takes_all_along(
    memory: Memory, home: Home
) -> None:
    await memory.add_alias(home.id, Alias("Bob", "device", "lamp"))
    await memory.change_home(home.id, name="House", language="zh", timezone="Asia/Shanghai")
    assert await memory.home(home.id) == Home(home.id, "House", "zh", "Asia/Shanghai")
    assert len(await memory.aliases(home.id)) == 1
    await memory.remove_home(home.id)
    assert await memory.aliases(home.id) == ()


async def test_the_newest_snapshot_stays(memory: Memory, home: Home, clock: FrozenClock) -> None:
    account = (await memory.add_account(home.id, "yandex", {}, {})).id
    now = clock.now()
    assert await memory.snapshot(account) is None
    assert await memory.keep_snapshot(account, now, {"devices": [{"name": "Лампа"}]})
    assert await memory.keep_snapshot(account, now - timedelta(seconds=1), {"devices": []})
    assert await memory.snapshot(account) == (now, {"devices": [{"name": "Лампа"}]})
    assert not await memory.keep_snapshot(account + 1, now, {})
    noise = random.Random(7).randbytes(1_500_000).hex()
    assert not await memory.keep_snapshot(account, now + timedelta(1), {"devices": noise})
    clock.advance(days=30)
    await memory.tidy()
    assert await memory.snapshot(account) is None


async def test_the_journal_is_read_backwards_and_forgets_in_time(
    memory: Memory, home: Home, clock: FrozenClock
) -> None:
    for n in range(5):
        await memory.write_entry(home.id, 1 + n % 2, -5, "sentence", {"n": n}, "done")
        clock.advance(days=1)
    assert [entry.what["n"] for entry in await memory.entries(home.id)] == [4, 3, 2, 1, 0]
    first, second = await memory.entries(home.id, person=1, limit=2)
    assert [entry.what["n"] for entry in (first, second)] == [4, 2]
    assert [e.what["n"] for e in await memory.entries(home.id, person=1, before=second.id)] == [0]
    clock.advance(days=87)
    await memory.tidy()
    assert [entry.what["n"] for entry in await memory.entries(home.id)] == [4, 3]


async def test_a_journal_that_is_not_wanted_is_not_written(place: Place, clock: FrozenClock) -> None:
    memory = await place.open(clock, journal_days=0)
    home = await memory.add_home("Flat", "en", "UTC")
    await memory.write_entry(home.id, None, None, "job", {}, "done")
    assert await memory.entries(home.id) == ()
    await memory.close()


async def test_a_card_is_kept_fresh_for_a_while(memory: Memory, home: Home, clock: FrozenClock) -> None:
    until = clock.now() + timedelta(minutes=5)
    card = LiveCard(Address(-5, "en", 2, 9), home.id, 1, {"device": "lamp"}, until)
    other = LiveCard(Address(-5, "en", None, 10), home.id, 1, {}, until + timedelta(minutes=1))
    for kept in (card, other, card):
        await memory.keep_card(kept)
    assert await memory.live_cards() == (card, other)
    assert await memory.live_card(-5, 9) == card
    clock.advance(minutes=5)
    assert await memory.live_card(-5, 9) is None
    assert await memory.live_cards(home.id) == (other,)
    await memory.drop_card(-5, 10)
    await memory.tidy()
    assert await memory.live_cards() == ()


async def test_of_many_cards_those_that_end_last_are_kept_fresh(
    memory: Memory, home: Home, clock: FrozenClock
) -> None:
    for n in range(1, 6):
        until = clock.now() + timedelta(minutes=9 - n)
        await memory.keep_card(LiveCard(Address(-5, "en", card=n), home.id, 1, {}, until), most=3)
    assert [card.address.card for card in await memory.live_cards()] == [1, 2, 3]


async def test_an_update_is_claimed_once_until_its_holder_dies(memory: Memory, clock: FrozenClock) -> None:
    assert await memory.claim_update(7, "text", holder="one")
    assert await memory.claim_update(7, "text", holder="two") is None
    assert await memory.claim_update(7, bot=2) is not None, "another bot counts for itself"
    assert await memory.begin_update(7, "one")
    clock.advance(seconds=11)
    await memory.renew_updates("one", [7])
    clock.advance(seconds=11)
    assert await memory.take_updates_over("two") == ()
    clock.advance(seconds=1)
    (claim,) = await memory.take_updates_over("two")
    assert (claim.id, claim.begun, claim.content) == (7, True, "text")
    assert not await memory.begin_update(7, "one")
    assert not await memory.finish_update(7, "one")
    assert await memory.finish_update(7, "two")
    clock.advance(hours=1)
    assert await memory.claim_update(7, "text", holder="three") is None
    assert await memory.take_updates_over("three") == ()


async def test_a_repeated_update_of_a_dead_holder_says_that_it_was_begun(
    memory: Memory, clock: FrozenClock
) -> None:
    await memory.claim_update(7, "text", holder="one")
    await memory.begin_update(7, "one")
    clock.advance(seconds=30)
    claim = await memory.claim_update(7, "text", holder="two")
    assert claim is not None
    assert claim.begun


async def test_what_an_update_says_is_sealed_and_forgotten(memory: Memory, place: Place) -> None:
    await memory.claim_update(7, "turn on the secret lamp", holder="one")
    assert b"secret lamp" not in await stolen(place)
    (claim,) = (await memory.take_updates_over("two", lease=timedelta(0))) or (None,)
    assert claim is None


async def test_updates_of_yesterday_are_forgotten(memory: Memory, clock: FrozenClock) -> None:
    await memory.claim_update(7, holder="one")
    await memory.claim_update(8, holder="one")
    await memory.finish_update(7, "one")
    clock.advance(days=1)
    await memory.tidy()
    assert await memory.claim_update(7, holder="two") is not None, "forgotten"
    assert [claim.id for claim in await memory.take_updates_over("two")] == [8], "nobody has dealt with it"
