"""Telegram's HTML: what it means, what is broken, what the page gets to see."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.telegram.errors import TelegramError
from bot.sandbox.telegram.formatted import FormattedText, detected, utf16_length
from bot.sandbox.telegram.markup import parse_html

TAGS = st.sampled_from(["b", "i", "u", "s", "code", "pre", "tg-spoiler", "blockquote"])
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@st.composite
def marked_up(draw: st.DrawFn, depth: int = 3) -> tuple[str, str]:
    """HTML as a careful bot writes it, and the text in it."""
    pieces, plain = [], []
    for _ in range(draw(st.integers(0, 3))):
        words = draw(WORDS)
        source = html.escape(words)
        if depth and draw(st.booleans()):
            inner, inner_text = draw(marked_up(depth - 1))
            tag = draw(TAGS)
            source, words = f"<{tag}>{source}{inner}</{tag}>", words + inner_text
        pieces.append(source)
        plain.append(words)
    return "".join(pieces), "".join(plain)


@given(marked_up())
def test_careful_html_gives_its_text_back(written: tuple[str, str]) -> None:
    source, text = written
    assert parse_html(source).text == text


@given(marked_up())
def test_entities_lie_within_the_text_and_what_is_shown_parses_again(written: tuple[str, str]) -> None:
    found = parse_html(written[0]).trimmed()
    for entity in found.entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= len(found)
    assert parse_html(found.html()).text == found.text


def attempt(source: str) -> FormattedText | TelegramError:
    try:
        return parse_html(source)
    except TelegramError as error:
        return error


@given(st.text(max_size=60) | st.text("<>/&;b\"'= aexpandable", max_size=30))
def test_whatever_comes_is_parsed_or_refused(source: str) -> None:
    match attempt(source):
        case TelegramError() as error:
            assert error.description.startswith("Bad Request: can't parse entities: ")
        case found:
            assert parse_html(found.html()).text == found.text


@given(WORDS)
def test_escaped_text_stays_what_it_was(text: str) -> None:
    assert parse_html(html.escape(text)) == FormattedText(text, [])


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("ж<b", "Unclosed start tag at byte offset 2"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        (
            "<a href>x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
        ("a <- b", 'Unsupported start tag "-" at byte offset 2'),
    ],
)
def test_broken_html_is_named_as_telegram_names_it(source: str, why: str) -> None:
    with pytest.raises(TelegramError) as caught:
        parse_html(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {why}"


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ("<strong>x</strong>", {"type": "bold"}),
        ("<B>x</>", {"type": "bold"}),
        ("<span class='tg-spoiler'>x</span>", {"type": "spoiler"}),
        ("<blockquote expandable>x</blockquote>", {"type": "expandable_blockquote"}),
        ('<a href="https://a.b/?x=1&amp;y=2">x</a>', {"type": "text_link", "url": "https://a.b/?x=1&y=2"}),
        ('<tg-emoji emoji-id="5">x</tg-emoji>', {"type": "custom_emoji", "custom_emoji_id": "5"}),
        ('<tg-time unix="7" format="t">x</tg-time>', {"type": "date_time", "unix_time": 7}),
    ],
)
def test_what_a_tag_means(source: str, entity: dict[str, object]) -> None:
    assert parse_html(source).entities == [{**entity, "offset": 0, "length": 1}]


def test_a_link_that_leads_nowhere_is_only_text() -> None:
    assert parse_html('<a href="javascript:alert(1)">x</a>') == FormattedText("x", [])


def test_offsets_count_utf16_units() -> None:
    (entity,) = parse_html("🛋 <b>диван</b>").entities
    assert (entity["offset"], entity["length"]) == (3, 5)
    assert utf16_length("🛋") == 2


def test_crossing_entities_are_cut_for_the_page() -> None:
    bold, italic = ({"type": kind, "offset": at, "length": 2} for kind, at in (("bold", 0), ("italic", 1)))
    assert FormattedText("abc", [bold, italic]).html() == "<b>a<i>b</i></b><i>c</i>"


def test_commands_and_mentions_are_found_in_plain_text() -> None:
    found = [
        (e["type"], e["offset"], e["length"])
        for e in detected("/on@my_bot 🛋 @anna_bell a/b https://a.b/c.").entities
    ]
    assert found == [("bot_command", 0, 10), ("mention", 14, 10), ("url", 29, 13)]
