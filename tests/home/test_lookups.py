"""What a request has looked up holds for that request, and no longer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.home.lookups import forget_lookups, looked_up, looking_once


@dataclass
class Book:
    looks: int = 0

    async def look(self) -> int:
        self.looks += 1
        return self.looks

    async def ask(self, what: str = "who") -> int:
        return await looked_up(what, self.look)


async def test_the_same_is_looked_up_once_and_something_else_apart() -> None:
    book = Book()
    with looking_once():
        assert [await book.ask(), await book.ask(), await book.ask("where")] == [1, 1, 2]


async def test_outside_of_a_request_everybody_looks() -> None:
    book = Book()
    assert [await book.ask(), await book.ask()] == [1, 2]


async def test_a_request_does_not_believe_the_one_before_nor_the_one_around_it() -> None:
    book = Book()
    with looking_once():
        await book.ask()
        with looking_once():
            assert await book.ask() == 2
        assert await book.ask() == 1
    with looking_once():
        assert await book.ask() == 3


async def test_after_a_change_it_is_looked_up_again() -> None:
    book = Book()
    with looking_once():
        await book.ask()
        forget_lookups()
        assert [await book.ask(), await book.ask()] == [2, 2]


async def test_what_was_being_looked_up_during_a_change_is_not_kept() -> None:
    book, changed = Book(), asyncio.Event()

    async def slowly() -> int:
        found = await book.look()
        await changed.wait()
        return found

    with looking_once():
        slow = asyncio.create_task(looked_up("who", slowly))
        await asyncio.sleep(0)
        forget_lookups()
        changed.set()
        assert await slow == 1
        assert await book.ask() == 2


async def test_what_goes_on_after_the_end_looks_for_itself() -> None:
    book, over = Book(), asyncio.Event()

    async def later() -> int:
        await over.wait()
        return await book.ask()

    with looking_once():
        await book.ask()
        task = asyncio.create_task(later())
    over.set()
    assert await task == 2
