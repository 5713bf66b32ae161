"""Russian in Latin letters: on the wrong keyboard layout ("drk.xb cdtn") or spelt out ("vkljuchi svet")."""

from __future__ import annotations

from collections.abc import Iterator

_KEYS = dict(zip("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюе", strict=True))
_SPELT = (
    ("shch", "щ"), ("sch", "щ"), ("yo", "е"), ("jo", "е"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"),
    ("sh", "ш"), ("yu", "ю"), ("ju", "ю"), ("ya", "я"), ("ja", "я"), ("iy", "ий"), ("yj", "ый"),
    *zip("abvgdezijklmnoprstufhcyw'", "абвгдезийклмнопрстуфхцывь", strict=True),
)  # fmt: skip


def russian_readings(text: str) -> Iterator[str]:
    """What a text of Latin letters may have been meant to be in Russian; nothing for other texts."""
    folded = text.lower()
    if not any("a" <= char <= "z" for char in folded) or any(char > "\u02ff" for char in folded):
        return
    yield "".join(_KEYS.get(char, char) for char in folded)
    for spelt, letter in _SPELT:
        folded = folded.replace(spelt, letter)
    yield folded
