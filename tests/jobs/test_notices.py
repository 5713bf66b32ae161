"""An owner is told of an account's login once, in private, until the account has worked again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import time
from pathlib import Path

import pytest

from bot.assistant.homes import Homes
from bot.home.account import HearsOfLogins
from bot.home.announcer import Address
from bot.home.errors import CloudAuthError
from bot.home.outcome import Notice, Reply
from bot.home.preferences import PersonSettings
from bot.home.problem import Problem
from bot.home.roles import Role
from bot.jobs.notices import Notices
from bot.memory.memory import Memory
from tests.clocks import FrozenClock
from tests.fake_cloud import FakeCloud

NEEDED, REPLACED = Problem.LOGIN_NEEDED, Problem.LOGIN_REPLACED


class Post:
    """An announcer that keeps what it was given; to the chats of ``closed`` it brings nothing."""

    def __init__(self) -> None:
        self.sent: list[tuple[Address, Notice]] = []
        self.closed: set[int] = set()

    async def announce(self, address: Address, reply: Reply) -> None:
        assert isinstance(reply.outcome, Notice)
        if address.chat in self.closed:
            raise ConnectionError("Telegram does not answer")
        self.sent.append((address, reply.outcome))


@pytest.fixture
async def memory(tmp_path: Path) -> AsyncIterator[Memory]:
    memory = await Memory.open(tmp_path / "data", None, FrozenClock())
    yield memory
    await memory.close()


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
async def account(memory: Memory) -> int:
    """Of a home with two owners and a member."""
    home = await memory.add_home("Flat", "zh", "Asia/Shanghai")
    for id_, language, role in ((1, "ru", Role.OWNER), (2, None, Role.OWNER), (3, "en", Role.MEMBER)):
        await memory.meet(id_, f"Person {id_}", language)
        await memory.add_member(home.id, id_, role)
    return (await memory.add_account(home.id, "aliyun", {}, {})).id


async def hear(notices: Notices, account: int, *problems: Problem | None) -> None:
    """One after another, each heard to its end."""
    ear: HearsOfLogins = notices
    for problem in problems:
        ear.heard(account, problem)
        await notices.close()


async def test_every_owner_is_told_in_private_in_a_language_they_read(
    memory: Memory, post: Post, account: int
) -> None:
    await hear(Notices(memory, post, FrozenClock()), account, REPLACED)
    notice = Notice("aliyun", REPLACED)
    assert post.sent == [(Address(1, "ru"), notice), (Address(2, "zh"), notice)]


async def test_an_account_that_can_be_signed_in_to_from_the_chat_is_told_with_its_number(
    memory: Memory, post: Post, account: int
) -> None:
    for offered in (("yandex",), ("yandex", "aliyun")):
        await hear(Notices(memory, post, FrozenClock(), offered), account, REPLACED, None)
    by_the_operator, in_the_chat = Notice("aliyun", REPLACED), Notice("aliyun", REPLACED, again=account)
    assert [notice for _, notice in post.sent] == [by_the_operator] * 2 + [in_the_chat] * 2


async def test_it_is_not_told_again_however_often_it_is_heard(
    memory: Memory, post: Post, account: int
) -> None:
    notices = Notices(memory, post, FrozenClock())
    await hear(notices, account, REPLACED, REPLACED, NEEDED)
    assert len(post.sent) == 2


async def test_not_even_after_a_restart_or_by_another_replica(
    memory: Memory, post: Post, account: int
) -> None:
    replicas = [Notices(memory, post, FrozenClock()) for _ in range(3)]
    await asyncio.gather(*(hear(replica, account, NEEDED) for replica in replicas))
    assert len(post.sent) == 2


async def test_once_the_account_has_worked_it_is_told_again(memory: Memory, post: Post, account: int) -> None:
    notices = Notices(memory, post, FrozenClock())
    await hear(notices, account, NEEDED, None, None, REPLACED)
    assert [notice.problem for _, notice in post.sent] == [NEEDED, NEEDED, REPLACED, REPLACED]


async def test_an_account_that_worked_elsewhere_is_found_out_when_listening_afresh(
    memory: Memory, post: Post, account: int
) -> None:
    here, elsewhere = Notices(memory, post, FrozenClock()), Notices(memory, post, FrozenClock())
    await hear(here, account, None)
    await hear(elsewhere, account, NEEDED)
    here.listen_afresh()
    await hear(here, account, None, NEEDED)
    assert len(post.sent) == 4


async def test_a_login_that_gets_old_is_told_with_its_days_and_apart_from_one_that_ended(
    memory: Memory, post: Post, account: int
) -> None:
    notices = Notices(memory, post, FrozenClock())
    await notices.ageing(account, 3)
    await notices.ageing(account, 2)
    await hear(notices, account, NEEDED)
    assert [notice.days_left for _, notice in post.sent] == [3, 3, None, None]


async def test_one_owner_who_cannot_be_told_does_not_keep_it_from_the_other(
    memory: Memory, post: Post, account: int
) -> None:
    post.closed = {1}
    notices = Notices(memory, post, FrozenClock())
    await hear(notices, account, NEEDED, NEEDED)
    assert [address.chat for address, _ in post.sent] == [2]


async def test_what_nobody_could_be_told_is_tried_again(memory: Memory, post: Post, account: int) -> None:
    post.closed = {1, 2}
    notices = Notices(memory, post, FrozenClock())
    await hear(notices, account, NEEDED)
    post.closed = set()
    await hear(notices, account, NEEDED)
    assert len(post.sent) == 2


async def test_a_home_without_an_owner_gets_its_notice_when_it_has_one(memory: Memory, post: Post) -> None:
    home = await memory.add_home("Dacha", "ru", "UTC")
    account = (await memory.add_account(home.id, "yandex", {}, {})).id
    notices = Notices(memory, post, FrozenClock())
    await hear(notices, account, NEEDED)
    await memory.meet(7, "Vera", None)
    await memory.add_member(home.id, 7, Role.OWNER)
    notices.listen_afresh()
    await hear(notices, account, NEEDED)
    assert post.sent == [(Address(7, "ru"), Notice("yandex", NEEDED))]


async def test_of_an_account_that_was_unlinked_nothing_is_told(
    memory: Memory, post: Post, account: int
) -> None:
    await memory.remove_account(account)
    await hear(Notices(memory, post, FrozenClock()), account, NEEDED)
    assert post.sent == []


async def test_a_refused_sentence_reaches_the_owner_at_once(memory: Memory, post: Post, account: int) -> None:
    cloud = FakeCloud({}, "aliyun", down=CloudAuthError("aliyun", REPLACED))
    notices = Notices(memory, post, FrozenClock())
    homes = Homes(memory, lambda account: cloud, FrozenClock(), notices)
    (home,) = await memory.homes()
    await (await homes.whole(home)).house()
    await notices.close()
    assert [notice for _, notice in post.sent] == [Notice("aliyun", REPLACED)] * 2


async def test_an_owner_who_is_asleep_is_told_without_a_sound(
    memory: Memory, post: Post, account: int
) -> None:
    await memory.set_person_settings(1, PersonSettings("Europe/Moscow", quiet=(time(14), time(16))))
    await hear(Notices(memory, post, FrozenClock()), account, REPLACED)
    assert [(address.chat, address.silent) for address, _ in post.sent] == [(1, True), (2, False)]
