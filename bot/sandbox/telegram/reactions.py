"""The emoji that Telegram takes as reactions (https://core.telegram.org/bots/api#reactiontypeemoji)."""

from __future__ import annotations

EMOJI = """
❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡
🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈
😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿
🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
"""
ALLOWED = frozenset(EMOJI.split())
VARIATION = "\ufe0f"


def as_reaction(emoji: str) -> str | None:
    """The emoji without its variation selector, as Telegram knows it; None when it is no reaction."""
    plain = emoji.replace(VARIATION, "")
    return plain if plain in ALLOWED else None
