"""Of which home is spoken: chosen in private, bound in groups and topics, never the wrong one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.assistant import Assistant, Speaker, Welcome
from bot.assistant.homes import Homes
from bot.home.account import Account
from bot.home.announcer import Address
from bot.home.area import Area
from bot.home.binding_buttons import BindHome, BindRoom, ChooseHome, ShowRoomChoice, Unbind
from bot.home.bound import Bound, RoomChoice, WhichHome
from bot.home.button import AllOff, Button, CallOff, Decide, Do, Turn
from bot.home.cloud import Listing
from bot.home.command import Command, SetTo
from bot.home.house import Room
from bot.home.outcome import Confirm, Denial, Done, Outcome, Refused, Reply, Scheduled
from bot.home.request import NotFound
from bot.home.roles import Role
from bot.home.shown import AreaShown, Listed
from bot.jobs.follow_up import FollowUps
from bot.jobs.later import later
from bot.memory.memory import Memory
from bot.memory.records import Binding
from tests.clocks import FrozenClock
from tests.fake_cloud import FakeCloud
from tests.homes import ON, lamp, lock
from tests.intents.test_understander import understander

ANNA, BORIS, VERA, STRANGER = (Speaker(n, "", n, "private", "en") for n in (1, 2, 3, 9))
GROUP, TOPIC = -5, 3


def there(speaker: Speaker, topic: int | None = None) -> Speaker:
    return replace(speaker, chat=GROUP, chat_type="forum", topic=topic)


class Silent:
    async def announce(self, address: Address, reply: Reply) -> None:
        raise AssertionError("nothing was to be said later")


@dataclass
class Town:
    """Anna owns the flat and the dacha, Boris lives in the flat, Vera owns the shop and nothing else."""

    assistant: Assistant
    memory: Memory
    clouds: dict[int, FakeCloud]
    flat: int
    dacha: int
    shop: int

    async def say(self, text: str, speaker: Speaker = ANNA) -> Outcome:
        asked = await self.assistant.ask_which_home(speaker, text)
        return (asked or await self.assistant.say(speaker, text)).outcome

    async def press(self, button: Button, speaker: Speaker = ANNA) -> Reply:
        denied = await self.assistant.denied(speaker, lambda house: button)
        reply = await self.assistant.press(speaker, lambda house: button)
        assert denied is None or reply.outcome == Refused(denied)
        return reply

    def is_on(self, home: int) -> object:
        return self.clouds[home].devices["lamp"].capabilities[0].value


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    clock = FrozenClock()
    memory = await Memory.open(tmp_path / "data", None, clock)
    for speaker in (ANNA, BORIS, VERA):
        await memory.meet(speaker.person, "", None)
    clouds, ids, accounts = {}, [], {}
    for name, owner in (("Flat", ANNA), ("Dacha", ANNA), ("Shop", VERA)):
        home = await memory.add_home(name, "en", "UTC")
        account = await memory.add_account(home.id, "yandex", {}, {})
        await memory.add_member(home.id, owner.person, Role.OWNER)
        parts = Listing(rooms=(Room("k", "Kitchen"), Room("b", "Bedroom")))
        devices = (lamp(room="k"), lamp("other", "Other lamp", "b"), lock())
        clouds[home.id] = accounts[account.id] = FakeCloud({d.id: d for d in devices}, listing_parts=parts)
        ids.append(home.id)
    await memory.add_member(ids[0], BORIS.person, Role.MEMBER)

    def connect(account: Account) -> FakeCloud:
        return accounts[account.id]

    homes = Homes(memory, connect, clock)
    assistant = Assistant(memory, homes, understander(), FollowUps(Silent()), clock, later(memory, clock))
    yield Town(assistant, memory, clouds, *ids)
    await assistant.close()
    await memory.close()


# ---------------------------------------------------------------------- in private


async def test_before_a_choice_it_is_asked_and_the_sentence_goes_on_there(town: Town) -> None:
    asked = await town.say("turn on the kitchen lamp")
    assert isinstance(asked, WhichHome)
    assert [home.name for home in asked.homes] == ["Flat", "Dacha"]
    assert all("execute" not in cloud.calls for cloud in town.clouds.values())
    reply = await town.press(ChooseHome(town.dacha, asked.token))
    assert isinstance(reply.outcome, Done)
    assert (town.is_on(town.flat), town.is_on(town.dacha)) == (False, True)


async def test_the_choice_is_remembered_until_another_one(town: Town) -> None:
    reply = await town.press(ChooseHome(town.dacha))
    assert (reply.outcome, reply.home) == (AreaShown(Area()), town.dacha)
    assert isinstance(await town.say("turn on the kitchen lamp"), Done)
    assert (town.is_on(town.flat), town.is_on(town.dacha)) == (False, True)
    here = (await town.assistant.home(ANNA)).outcome
    assert isinstance(here, WhichHome)
    assert here.here == town.dacha
    await town.press(ChooseHome(town.flat))
    assert isinstance(await town.say("turn on the kitchen lamp"), Done)
    assert town.is_on(town.flat) is True


async def test_the_sentence_goes_on_once(town: Town) -> None:
    asked = await town.say("turn on the kitchen lamp")
    assert isinstance(asked, WhichHome)
    await town.press(ChooseHome(town.dacha, asked.token))
    again = await town.press(ChooseHome(town.flat, asked.token))
    assert again.outcome == AreaShown(Area())
    assert (town.is_on(town.flat), town.is_on(town.dacha)) == (False, True)


async def test_whoever_has_one_home_is_never_asked(town: Town) -> None:
    assert isinstance(await town.say("turn on the kitchen lamp", BORIS), Done)
    here = (await town.assistant.home(BORIS)).outcome
    assert isinstance(here, WhichHome)
    assert len(here.homes) == 1


async def test_a_home_that_is_not_ones_own_cannot_be_chosen(town: Town) -> None:
    for speaker, button in ((BORIS, ChooseHome(town.dacha)), (ANNA, ChooseHome(town.shop))):
        assert (await town.press(button, speaker)).outcome == Refused(Denial.BUTTON_OUTDATED)
    assert (await town.press(ChooseHome(town.flat), STRANGER)).outcome == Refused(Denial.STRANGER)
    assert (await town.press(ChooseHome(town.flat), there(ANNA))).outcome == Refused(Denial.BUTTON_OUTDATED)
    assert (await town.assistant.home(STRANGER)).outcome == Refused(Denial.STRANGER)


async def test_a_choice_that_one_was_shown_the_door_of_is_none(town: Town) -> None:
    await town.press(ChooseHome(town.dacha))
    await town.memory.add_member(town.shop, ANNA.person, Role.MEMBER)
    await town.memory.add_member(town.dacha, BORIS.person, Role.OWNER)
    await town.memory.remove_member(town.dacha, ANNA.person)
    assert isinstance(await town.say("turn on the kitchen lamp"), WhichHome)


async def test_the_home_that_a_link_leads_to_is_spoken_of_from_then_on(town: Town) -> None:
    token = await town.memory.invite(town.shop, Role.MEMBER, timedelta(hours=1))
    assert await town.assistant.start(BORIS, token) is Welcome.JOINED
    await town.say("turn on the kitchen lamp", BORIS)
    assert (town.is_on(town.flat), town.is_on(town.shop)) == (False, True)


@pytest.mark.parametrize("button", [Do(Command("lamp", ON, SetTo(True))), AllOff(Area()), Turn()])
async def test_a_press_acts_in_the_home_of_its_card(town: Town, button: Button) -> None:
    await town.press(ChooseHome(town.dacha))
    on_old_card = replace(ANNA, home=town.flat)
    reply = await town.press(button, on_old_card)
    assert reply.home == town.flat
    assert town.is_on(town.dacha) is False


async def test_a_press_on_a_card_of_no_home_is_outdated_while_none_is_chosen(town: Town) -> None:
    for button in (Do(Command("lamp", ON, SetTo(True))), AllOff(Area()), Turn()):
        assert (await town.press(button)).outcome == Refused(Denial.BUTTON_OUTDATED)


async def test_a_forged_home_is_no_way_in(town: Town) -> None:
    forged = replace(BORIS, home=town.shop)
    assert (await town.press(Turn(), forged)).outcome == Refused(Denial.STRANGER)


async def test_conversations_about_two_homes_are_two(town: Town) -> None:
    await town.press(ChooseHome(town.flat))
    await town.say("turn on the kitchen lamp")
    await town.press(ChooseHome(town.dacha))
    await town.say("undo")
    assert (town.is_on(town.flat), town.is_on(town.dacha)) == (True, False)
    await town.press(ChooseHome(town.flat))
    await town.say("undo")
    assert town.is_on(town.flat) is False


async def test_a_confirmation_and_a_plan_are_of_their_own_home(town: Town) -> None:
    await town.press(ChooseHome(town.flat))
    really, planned = await town.say("unlock the front door"), await town.say("turn on the lamp in 5 minutes")
    assert isinstance(really, Confirm)
    assert isinstance(planned, Scheduled), planned
    await town.press(ChooseHome(town.dacha))
    yes, off = Decide(really.token, True), CallOff(planned.plans[0].job)
    assert (await town.press(yes)).outcome == Refused(Denial.QUESTION_OVER)
    assert (await town.press(off)).outcome == Refused(Denial.PLAN_OVER)
    assert isinstance((await town.press(yes, replace(ANNA, home=town.flat))).outcome, Done)


# ---------------------------------------------------------------------- in groups and topics


async def test_an_owner_of_several_homes_says_which_one_a_group_is_about(town: Town) -> None:
    assert not await town.assistant.bind_group(there(ANNA))
    offered = (await town.assistant.home(there(ANNA))).outcome
    assert isinstance(offered, Bound)
    assert [home.name for home in offered.offered] == ["Flat", "Dacha"]
    bound = (await town.press(BindHome(town.dacha), there(ANNA))).outcome
    assert isinstance(bound, Bound)
    assert bound.home is not None
    assert bound.home.name == "Dacha"
    assert await town.memory.binding(GROUP) == Binding(town.dacha)


async def test_only_its_owner_binds_a_group_and_only_theirs_to_another(town: Town) -> None:
    for speaker, button in ((BORIS, BindHome(town.flat)), (ANNA, BindHome(town.shop))):
        assert isinstance((await town.press(button, there(speaker))).outcome, Refused)
    await town.press(BindHome(town.flat), there(ANNA))
    assert (await town.press(BindHome(town.shop), there(VERA))).outcome == Refused(Denial.ONLY_OWNERS)
    assert (await town.press(Unbind(), there(VERA))).outcome == Refused(Denial.ONLY_OWNERS)
    assert (await town.press(Unbind(), there(BORIS))).outcome == Refused(Denial.ONLY_OWNERS)
    assert await town.memory.binding(GROUP) == Binding(town.flat)
    await town.press(Unbind(), there(ANNA))
    assert await town.memory.binding(GROUP) is None


async def test_a_topic_may_be_about_another_home_by_its_owner(town: Town) -> None:
    await town.press(BindHome(town.flat), there(ANNA))
    hidden = (await town.assistant.home(there(VERA, TOPIC))).outcome
    assert isinstance(hidden, Bound)
    assert hidden.home is None
    await town.press(BindHome(town.shop), there(VERA, TOPIC))
    assert await town.say("turn on the kitchen lamp", there(BORIS, TOPIC)) == Refused(Denial.STRANGER)
    assert isinstance(await town.say("turn on the kitchen lamp", there(VERA, TOPIC)), Done)
    assert isinstance(await town.say("turn on the kitchen lamp", there(BORIS)), Done)
    assert (await town.press(Unbind(), there(BORIS, TOPIC))).outcome == Refused(Denial.STRANGER)
    await town.press(Unbind(), there(ANNA, TOPIC))
    assert await town.memory.binding(GROUP, TOPIC) == Binding(town.flat)


async def test_a_card_of_a_home_that_the_group_no_longer_speaks_for_is_outdated(town: Town) -> None:
    await town.press(BindHome(town.flat), there(ANNA))
    await town.press(BindHome(town.dacha), there(ANNA))
    old = replace(there(ANNA), home=town.flat)
    for button in (Do(Command("lamp", ON, SetTo(True))), AllOff(Area())):
        assert (await town.press(button, old)).outcome == Refused(Denial.BUTTON_OUTDATED)
    assert [town.is_on(home) for home in (town.flat, town.dacha)] == [False, False]


async def test_where_no_room_is_named_the_chats_own_is_meant(town: Town) -> None:
    await town.press(BindHome(town.flat), there(ANNA))
    shown = (await town.assistant.room(there(ANNA, TOPIC))).outcome
    assert shown == RoomChoice(None)
    bound = (await town.press(BindRoom("b"), there(ANNA, TOPIC))).outcome
    assert isinstance(bound, Bound)
    assert bound.room == "b"
    done = await town.say("turn on the light", there(BORIS, TOPIC))
    assert isinstance(done, Done), done
    assert [effect.command.device for effect in done.effects] == ["other"]
    await town.press(BindRoom("k"), there(ANNA))
    done = await town.say("turn on the light", there(BORIS))
    assert isinstance(done, Done), done
    assert [effect.command.device for effect in done.effects] == ["lamp"]
    await town.press(BindRoom(None), there(ANNA))
    assert await town.memory.binding(GROUP) == Binding(town.flat)


@pytest.mark.parametrize("button", [BindRoom("k"), BindRoom(None), ShowRoomChoice()])
async def test_only_who_manages_the_home_picks_a_room_and_only_in_a_group(
    town: Town, button: BindRoom | ShowRoomChoice
) -> None:
    await town.press(BindHome(town.flat), there(ANNA))
    assert (await town.press(button, there(BORIS))).outcome == Refused(Denial.ONLY_MANAGERS)
    assert (await town.press(button, there(STRANGER))).outcome == Refused(Denial.STRANGER)
    assert (await town.press(button, BORIS)).outcome == Refused(Denial.ONLY_IN_GROUPS)
    await town.memory.change_member(town.flat, BORIS.person, Role.ADMIN)
    assert not isinstance((await town.press(button, there(BORIS))).outcome, Refused)


async def test_a_room_that_is_gone_is_not_meant_any_more(town: Town) -> None:
    await town.press(BindHome(town.flat), there(ANNA))
    await town.press(BindRoom("attic"), there(ANNA))
    assert not isinstance(await town.say("turn on the kitchen lamp", there(BORIS)), NotFound)


async def test_the_list_in_a_group_is_its_homes(town: Town) -> None:
    await town.press(BindHome(town.dacha), there(ANNA))
    reply = await town.assistant.browse(there(ANNA), Turn())
    assert (reply.outcome, reply.home) == (Listed(0), town.dacha)
