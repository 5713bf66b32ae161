"""Accounts in the clouds: settings that may be shown, secrets that are sealed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from bot.home.account import Account
from bot.memory.part import Part
from bot.memory.tables import accounts
from bot.memory.vault import wrong_key


class Accounts(Part):
    async def accounts(self, home: int) -> tuple[Account, ...]:
        """The home's accounts, the oldest first; ``SettingsError`` where our key does not open one."""
        query = select(accounts).where(accounts.c.home == home).order_by(accounts.c.id)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(self._opened(row) for row in rows)

    async def add_account(
        self, home: int, cloud: str, settings: Mapping[str, str], secrets: Mapping[str, str]
    ) -> Account:
        sealed = self._vault.seal(home, cloud, secrets)
        row = insert(accounts).values(
            home=home, cloud=cloud, settings=dict(settings), sealed=sealed.text, sealed_with=sealed.key
        )
        async with self._database.writing() as connection:
            id_ = (await connection.execute(row.returning(accounts.c.id))).scalar_one()
        return Account(id_, home, cloud, dict(settings), dict(secrets))

    async def account(self, id: int) -> Account | None:
        """The account as it is stored now, perhaps by another process; None once it is unlinked."""
        query = select(accounts).where(accounts.c.id == id)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return self._opened(row) if row else None

    async def secrets_of(self, account: int) -> Mapping[str, str]:
        """The secrets as they are stored now; ``LookupError`` where the account was unlinked meanwhile."""
        stored = await self.account(account)
        if stored is None:
            raise LookupError(f"there is no account {account}")
        return stored.secrets

    async def store_secrets(self, account: int, secrets: Mapping[str, str]) -> None:
        """Replace all secrets of an account; on the disk when this returns.

        Raises ``LookupError`` where the account was unlinked meanwhile.
        """
        query = select(accounts.c.home, accounts.c.cloud).where(accounts.c.id == account)
        async with self._database.writing() as connection:
            owner = (await connection.execute(query.with_for_update())).one_or_none()
            if owner is None:
                raise LookupError(f"there is no account {account}")
            sealed = self._vault.seal(owner.home, owner.cloud, secrets)
            await connection.execute(
                update(accounts)
                .where(accounts.c.id == account)
                .values(sealed=sealed.text, sealed_with=sealed.key)
            )

    async def change_account(self, account: Account) -> None:
        """Replace the settings and the secrets of an account that was connected anew; its id stays."""
        sealed = self._vault.seal(account.home, account.cloud, account.secrets)
        async with self._database.writing() as connection:
            await connection.execute(
                update(accounts)
                .where(accounts.c.id == account.id)
                .values(settings=dict(account.settings), sealed=sealed.text, sealed_with=sealed.key)
            )

    async def account_setting(self, account: int, name: str) -> str | None:
        """One setting of an account, as it is stored now."""
        query = select(accounts.c.settings).where(accounts.c.id == account)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return row.settings.get(name) if row else None

    async def change_account_setting(
        self, account: int, name: str, change: Callable[[str | None], str]
    ) -> None:
        """Change one setting of an account and nothing else; of an account that is unlinked nothing."""
        query = select(accounts.c.settings).where(accounts.c.id == account).with_for_update()
        async with self._database.writing() as connection:
            row = (await connection.execute(query)).one_or_none()
            if row is not None:
                settings = {**row.settings, name: change(row.settings.get(name))}
                own = accounts.c.id == account
                await connection.execute(update(accounts).where(own).values(settings=settings))

    async def remove_account(self, account: int) -> bool:
        """Unlink an account: its secrets are gone for good. Whether it was still there."""
        async with self._database.writing() as connection:
            row = delete(accounts).where(accounts.c.id == account)
            return (await connection.execute(row)).rowcount == 1

    async def rotate_keys(self) -> int:
        """Seal anew, with the first key, what an older one seals; how many accounts that were.

        One account at a time, so that a bot may run meanwhile, and after a crash the rest can be done.
        """
        old = accounts.c.sealed_with != self._vault.first
        async with self._database.reading() as connection:
            found = (await connection.execute(select(accounts.c.id).where(old).order_by(accounts.c.id))).all()
        return sum([await self._rotate(row.id) for row in found])

    async def _rotate(self, id: int) -> bool:
        own = (accounts.c.id == id) & (accounts.c.sealed_with != self._vault.first)
        async with self._database.writing() as connection:
            query = select(accounts).where(own).with_for_update()
            row = (await connection.execute(query)).one_or_none()
            if row is None:
                return False  # unlinked, or sealed anew by a refresh
            sealed = self._vault.seal(row.home, row.cloud, self._opened(row).secrets)
            values = {"sealed": sealed.text, "sealed_with": sealed.key}
            await connection.execute(update(accounts).where(accounts.c.id == id).values(values))
        return True

    async def check_key(self) -> None:
        """Raise ``SettingsError`` where an account was sealed with a key that was not given."""
        async with self._database.reading() as connection:
            used = (await connection.execute(select(accounts.c.sealed_with).distinct())).scalars().all()
        if not all(self._vault.knows(fingerprint) for fingerprint in used):
            raise wrong_key()

    def _opened(self, row: Row[Any]) -> Account:
        secrets = self._vault.open(row.home, row.cloud, row.sealed)
        return Account(row.id, row.home, row.cloud, row.settings, secrets)
