"""Numbers said in digits or in words: a small grammar for each way of counting."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.understanding.text import Script, Token

WordValue = Callable[[int], float | None]
"""The value of the number word at a place in the sentence; None where there is none."""

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_POWERS = {"廿": 20, "卅": 30, "十": 10, "百": 100, "千": 1000}


def number_at(tokens: Sequence[Token], start: int, word_value: WordValue) -> tuple[int, float] | None:
    """The longest number that begins at ``start``, as (end, value)."""
    token = tokens[start]
    if token.script is Script.NUMBER:
        return start + 1, float(token.norm)
    if token.script is Script.HAN:
        return _chinese(tokens, start)
    return _spelt(tokens, start, word_value)


def whole_at(tokens: Sequence[Token], start: int, word_value: WordValue) -> tuple[int, float] | None:
    """The same for a number that ends before a "点": 三点一刻 is a quarter past three, no 3.1."""
    if tokens[start].script is not Script.HAN:
        return number_at(tokens, start, word_value)
    end, whole = _chinese_whole(tokens, start)
    return (end, whole) if end > start else None


def _spelt(tokens: Sequence[Token], start: int, word_value: WordValue) -> tuple[int, float] | None:
    """Tens and units after each other: ``twenty two``, ``one hundred five``, «двести тридцать пять»."""
    total, current, end = 0.0, 0.0, start
    while end < len(tokens):
        value = word_value(end)
        if value is None and _joins(tokens, end, total + current):
            end += 1
            value = word_value(end)
        hundreds = value is not None and _is_hundreds(tokens, end, current, value)
        if value is None or (end > start and not hundreds and not _continues(current, value)):
            break
        if value == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif value == 100 and 1 <= current <= 9:
            current *= 100
        elif hundreds:
            current = current * 100 + value
        else:
            current += value
        end += 1
    return (end, total + current) if end > start else None


def _is_hundreds(tokens: Sequence[Token], at: int, current: float, value: float) -> bool:
    """ "One eighty" is an oven's 180; "four thirty" is a time."""
    return tokens[at].script is Script.LATIN and 1 <= current <= 9 and value in (60, 70, 80, 90)


def _joins(tokens: Sequence[Token], at: int, counted: float) -> bool:
    """Whether an "and" stands inside a number: "one hundred and four"."""
    return tokens[at].norm == "and" and at + 1 < len(tokens) and counted >= 100 and counted % 100 == 0


def _continues(current: float, value: float) -> bool:
    """Whether ``value`` may stand after what was counted so far: five after twenty, no ten after five."""
    if value in (100, 1000):
        return 1 <= current <= 9 or value == 1000
    if current == 0:
        return False
    return (current % 100 == 0 and value < 100) or (current % 10 == 0 and current % 100 >= 20 and value < 10)


def _chinese(tokens: Sequence[Token], start: int) -> tuple[int, float] | None:
    end, whole = _chinese_whole(tokens, start)
    if end == start:
        return None
    if 1 < whole <= 10 and [t.norm for t in tokens[end : end + 2]] == ["分", "之"]:
        after, share = _chinese_whole(tokens, end + 2)
        if after > end + 2:
            return after, float(round(100 * share / whole))  # 四分之三, in percent
    if end + 1 < len(tokens) and tokens[end].norm == "点" and tokens[end + 1].norm in _DIGITS:
        point, scale = end + 1, 0.1
        while point < len(tokens) and tokens[point].norm in _DIGITS:
            whole += _DIGITS[tokens[point].norm] * scale
            scale, point = scale / 10, point + 1
        return point, round(whole, 6)
    return end, whole


def _chinese_whole(tokens: Sequence[Token], start: int) -> tuple[int, float]:
    """二十六, 一百零五, 两百五, and digits read one by one: 二六."""
    total, digit, power, end = 0.0, None, 1000, start
    digits: list[int] = []
    while end < len(tokens):
        char = tokens[end].norm
        if char in _DIGITS:
            digit = _DIGITS[char]
            digits.append(digit)
        elif char in _POWERS:
            power = _POWERS[char]
            total += (1 if digit is None else digit) * power
            digit = None
        else:
            break
        end += 1
    if total == 0 and len(digits) > 1:
        return end, float("".join(map(str, digits)))
    if digit and power >= 100 and end - start > 2 and tokens[end - 2].norm in _POWERS:
        digit *= power // 10  # 两百五 is 250
    return end, total + (digit or 0)
