"""Chinese and other letters stand apart where a name comes into a sentence; nothing else moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.spacing import filled

TEXTS = st.text(st.sampled_from("家的小白 Bobи1<&;，。"), max_size=12)


@pytest.mark.parametrize(
    ("sentence", "name", "text"),
    [
        ("{name}现在也叫小白了。", "Bob", "Bob 现在也叫小白了。"),
        ("{name}现在也叫小白了。", "落地灯", "落地灯现在也叫小白了。"),
        ("关闭了{name}", "Торшер", "关闭了 Торшер"),
        ("您已退出“{name}”。", "Bob", "您已退出“Bob”。"),
        ("<b>{name}</b>的成员", "Bob", "<b>Bob</b> 的成员"),
        ("<b>{name}</b>的成员", "小白", "<b>小白</b>的成员"),
        ("再见<b>{name}</b>", "Bob", "再见 <b>Bob</b>"),
        ("现在是{name}", "<b>Bob</b>", "现在是 <b>Bob</b>"),
        ("最高{name}", "24°C", "最高24°C"),
        ("{name} 打开了灯", "Bob", "Bob 打开了灯"),
    ],
)
def test_a_name_stands_apart_from_chinese(sentence: str, name: str, text: str) -> None:
    assert filled(sentence, {"name": name}) == text


@given(before=TEXTS, name=TEXTS, after=TEXTS)
def test_nothing_but_spaces_comes_in(before: str, name: str, after: str) -> None:
    text = filled(f"{before}{{name}}{after}", {"name": name})
    assert text.replace(" ", "") == f"{before}{name}{after}".replace(" ", "")
    assert len(text) <= len(before + name + after) + 2
