"""The sandbox's page in headless Chromium: write, press, see the card change and the device light up."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Browser, Locator, Page, Route, expect, sync_playwright

from tests.person import Neighbourhood, Person

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHOTS = Path(__file__).parents[2] / "artifacts"
WIDE, NARROW, NARROWEST = (1280, 800), (390, 844), (320, 640)
LOCALES = {"en": "en-GB", "ru": "ru-RU", "zh": "zh-CN"}
WORDS_ON = {
    "ink": ["panel", "raised", "wall", "bubble", "mine"],
    "soft": ["panel", "raised", "wall", "bubble"],
    "accent": ["panel", "accent-soft", "bubble"],
    "panel": ["accent"],
    "key-ink": ["key"],
    "warn": ["bubble", "warn-soft"],
    **{f"tint-{n}": ["bubble"] for n in range(6)},
}
ANSWER_MS = 45_000  # the machine may be busy
expect.set_options(timeout=ANSWER_MS)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, world: Neighbourhood) -> Iterator[OpenPage]:
    """Opens the page for a reader's language, colours and screen; its errors and calls elsewhere fail."""
    contexts, complaints = [], []

    def open_(language: str = "ru", size: tuple[int, int] = WIDE, scheme: Any = "light") -> Page:
        width, height = size
        context = browser.new_context(
            locale=LOCALES[language], viewport={"width": width, "height": height}, color_scheme=scheme
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url) if elsewhere(request.url) else None)
        page.goto(world.url)
        page.wait_for_selector("body[data-ready]")
        return page

    def elsewhere(url: str) -> bool:
        return not url.startswith((world.url, "data:", "blob:"))

    yield open_
    for context in contexts:
        context.close()
    assert not complaints


def enter(page: Page, chat: int) -> None:
    """Open a chat, also where the list hides behind a tab."""
    tab = page.locator("[data-show=chats]")
    if tab.is_visible():
        tab.click()
    page.locator(f'[data-chat="{chat}"]').click()


def say(page: Page, text: str) -> None:
    page.locator("#field").fill(text)
    page.locator("#field").press("Enter")


def answer_to(page: Page, person: Person, text: str) -> Locator:
    """Say something on the page and wait for the bot's card with buttons."""
    person.look(0)
    before = max(person.messages, default=0)
    say(page, text)
    card = person.sees(lambda message: message.from_bot and message.id > before and bool(message.buttons))
    return page.locator(f'[data-message="{card.id}"]')


def tile_of(page: Page, world: Neighbourhood, name: str, household: str = "moscow") -> Locator:
    return page.locator(f'[data-device="{world.device(name, household)["id"]}"]')


def save(page: Page, name: str) -> None:
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png")


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_sentence_lights_the_lamp_and_a_button_changes_the_card(
    open_page: OpenPage, world: Neighbourhood, size: tuple[int, int]
) -> None:
    lamp = world.device("Лампа на кухне", "moscow")["id"]
    world.change(lamp, state={"on_off.on": False})
    owner = world.person("moscow", "owner")
    page = open_page("ru", size)
    enter(page, owner.chat)
    tile = page.locator(f'[data-device="{lamp}"]')

    card = answer_to(page, owner, "включи лампу на кухне")
    expect(card).to_contain_text("Лампа на кухне")
    expect(tile).to_have_class(re.compile(r"\bon\b"))
    save(page, f"card-{size[0]}")

    before = card.inner_text()
    card.get_by_role("button", name=re.compile("выключ", re.IGNORECASE)).first.click()
    expect(card.locator(".marks")).to_contain_text("изменено")
    expect(tile).not_to_have_class(re.compile(r"\bon\b"))
    assert card.inner_text() != before
    save(page, f"pressed-{size[0]}")
    assert overflow(page) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW, NARROWEST], ids=lambda size: str(size[0]))
@pytest.mark.parametrize("language", list(LOCALES))
def test_every_pane_fits_the_screen_in_every_language(
    open_page: OpenPage, language: str, size: tuple[int, int], scheme: str
) -> None:
    page = open_page(language, size, scheme)
    expect(page.locator("html")).to_have_attribute("lang", re.compile(f"^{language}"))
    for pane in ("conversation", "home", "chats"):
        tab = page.locator(f"[data-show={pane}]")
        if tab.is_visible():
            tab.click()
        expect(page.locator(f"#{pane}")).to_be_visible()
        assert overflow(page) == 0
        save(page, f"{pane}-{language}-{size[0]}-{scheme}")
        if size is WIDE:
            return


def test_the_reader_chooses_another_language_and_it_is_kept(open_page: OpenPage) -> None:
    page = open_page("ru")
    page.get_by_role("button", name="中文", exact=True).click()
    expect(page.locator("#home h2")).to_have_text("家")
    page.reload()
    expect(page.locator("#home h2")).to_have_text("家")


def test_all_languages_say_the_same_things(open_page: OpenPage) -> None:
    keys = open_page().evaluate(
        """async () => Promise.all(["en", "ru", "zh"].map(async (code) => {
             const { texts } = (await import(`/page/strings.${code}.js`)).default;
             return Object.entries(texts).map(([key, text]) => key + (text.match(/{\\w+}/g) ?? []).sort());
           }))"""
    )
    assert sorted(keys[0]) == sorted(keys[1]) == sorted(keys[2])


def test_every_button_on_a_phone_is_large_enough_for_a_thumb(open_page: OpenPage) -> None:
    page = open_page("ru", NARROW)
    for pane in ("chats", "conversation", "home"):
        page.locator(f"[data-show={pane}]").click()
        small = page.evaluate(
            """() => [...document.querySelectorAll("button, select, a")]
                 .map((node) => [node.outerHTML.slice(0, 90), node.getBoundingClientRect()])
                 .filter(([, box]) => box.width && (box.width < 40 || box.height < 40))
                 .map(([html, box]) => `${html} ${box.width} x ${box.height}`)"""
        )
        assert small == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(open_page: OpenPage, scheme: str) -> None:
    """At least 4.5 to 1, as WCAG 2.2 asks of text (success criterion 1.4.3)."""
    ratios = open_page("en", WIDE, scheme).evaluate(
        """(pairs) => {
             const style = getComputedStyle(document.documentElement);
             const luminance = (name) => {
               const hex = name.startsWith("#") ? name : style.getPropertyValue(name).trim();
               const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
               const [r, g, b] = parts.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
               return 0.2126 * r + 0.7152 * g + 0.0722 * b;
             };
             return pairs.map(([text, behind]) => {
               const [low, high] = [luminance(text), luminance(behind)].sort((a, b) => a - b);
               return [`${text} on ${behind}`, (high + 0.05) / (low + 0.05)];
             });
           }""",
        [[f"--{text}", f"--{behind}"] for text, behinds in WORDS_ON.items() for behind in behinds]
        + [["#ffffff", f"--{style}"] for style in ("primary", "success", "danger")],
    )
    assert [pair for pair in ratios if pair[1] < 4.5] == []


def test_a_hand_on_the_switch_changes_the_truth(open_page: OpenPage, world: Neighbourhood) -> None:
    world.change(world.device("Люстра", "moscow")["id"], state={"on_off.on": False})
    page = open_page()
    tile = tile_of(page, world, "Люстра")
    switch = tile.get_by_role("switch")
    expect(switch).to_have_attribute("aria-checked", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
    power = next(c for c in world.device("Люстра", "moscow")["capabilities"] if c["kind"] == "on_off")
    assert power["value"] is True


def test_a_device_can_be_taken_offline_and_back(open_page: OpenPage, world: Neighbourhood) -> None:
    page = open_page()
    tile = tile_of(page, world, "Подсветка столешницы")
    tile.locator(".signal").click()
    expect(tile).to_have_class(re.compile("offline"))
    expect(tile).to_contain_text("Не в сети")
    assert not world.device("Подсветка столешницы", "moscow")["online"]
    tile.locator(".signal").click()
    expect(tile).not_to_have_class(re.compile("offline"))


def test_a_curtain_moves_on_the_page_when_it_moves_at_home(open_page: OpenPage, world: Neighbourhood) -> None:
    page = open_page()
    curtain = next(d for d in world.devices("moscow") if d["type"] == "openable.curtain")
    world.change(curtain["id"], state={"range.open": 100})
    half = page.locator(f'[data-device="{curtain["id"]}"] .curtain span').first
    width = "(node) => Math.round(node.getBoundingClientRect().width)"
    rests = """([node, share]) =>
      getComputedStyle(node).getPropertyValue("--open").trim() === share && !node.getAnimations().length"""
    page.wait_for_function(rests, arg=[half.element_handle(), "1"], timeout=ANSWER_MS)
    opened = half.evaluate(width)
    world.change(curtain["id"], state={"range.open": 0})
    page.wait_for_function(rests, arg=[half.element_handle(), "0"], timeout=ANSWER_MS)
    assert half.evaluate(width) > opened + 10


def test_a_device_shows_all_it_can_do_and_escape_closes_it(open_page: OpenPage, world: Neighbourhood) -> None:
    page = open_page()
    tile_of(page, world, "Люстра").locator(".tile-face").click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("Яркость")
    save(page, "device")
    sheet.get_by_role("slider").first.fill("40")
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(tile_of(page, world, "Люстра")).to_contain_text("40")


def test_a_cloud_is_broken_and_mended(open_page: OpenPage) -> None:
    page = open_page()
    page.locator('[data-cloud="yandex"]').get_by_role("button", name="Ошибка 503").click()
    expect(page.locator('[data-cloud="yandex"] [aria-pressed="true"]')).to_have_count(1)
    page.locator("#mend").click()
    expect(page.locator('.fault [aria-pressed="true"]')).to_have_count(0)
    expect(page.locator("#mend")).to_be_disabled()


def test_a_person_of_the_group_can_be_written_as(open_page: OpenPage, world: Neighbourhood) -> None:
    guest = world.person("moscow", "guest", "group")
    page = open_page()
    enter(page, guest.chat)
    page.locator("#person").select_option(str(guest.id))
    say(page, "Привет всем")
    expect(page.locator(".message.mine").last).to_contain_text("Привет всем")
    page.locator("#person").select_option(str(world.person("moscow", "owner", "group").id))
    expect(page.locator(".message:not(.mine)", has_text="Привет всем").last).to_be_visible()


def test_what_is_said_while_the_chats_are_read_anew_is_shown(
    open_page: OpenPage, world: Neighbourhood
) -> None:
    owner, other = (world.person("moscow", role, "group") for role in ("owner", "member"))
    forum = next(c for c in world.get("/api/chats") if c["household"] == "moscow" and c["topics"])
    held: list[tuple[Route, APIResponse]] = []

    def read_chats_anew() -> None:
        topic = {"topic": forum["topics"][-1]["id"], "name": forum["topics"][-1]["name"]}
        with page.expect_response("**/api/people"), page.expect_response("**/api/chats"):
            world.post(f"/api/chats/{forum['id']}/events", {"kind": "topic", "from": owner.id, **topic})

    def let_go(place: int) -> None:
        while len(held) <= place:
            page.wait_for_timeout(10)
        route, response = held[place]
        route.fulfill(response=response)

    page = open_page()
    enter(page, owner.chat)
    expect(page.locator("#messages .message, #empty").locator("visible=true").first).to_be_visible()
    page.route("**/messages?*", lambda route: held.append((route, route.fetch())))
    world.post(f"/api/chats/{owner.chat}/messages", {"from": other.id, "text": "Кто дома?"})
    while not held:
        page.wait_for_timeout(10)
    with page.expect_response(lambda response: response.request.method == "POST"):
        say(page, "Я дома")
    read_chats_anew()
    with page.expect_request("**/messages?*"):
        let_go(0)
    read_chats_anew()
    let_go(1)
    page.unroute_all()
    expect(page.locator(".message.mine").last).to_contain_text("Я дома")


def test_a_group_tells_why_the_bot_is_silent_and_lets_it_read_everything(
    open_page: OpenPage, world: Neighbourhood
) -> None:
    owner = world.person("hangzhou", "owner", "forum")
    page = open_page("en")
    enter(page, owner.chat)
    expect(page.locator("#empty")).to_contain_text("only commands and replies")
    page.locator("#empty .privacy").click()
    expect(page.locator(".toast")).to_contain_text("reads everything")
    world.post(f"/api/chats/{owner.chat}/events", {"kind": "privacy", "from": owner.id, "on": True})


def test_cards_are_offered_while_one_types_after_the_bots_name(
    open_page: OpenPage, world: Neighbourhood
) -> None:
    owner = world.person("hangzhou", "owner", "group")
    stranger = world.person("hangzhou", "stranger", "group")
    page = open_page("zh")
    enter(page, owner.chat)
    page.locator("#field").press_sequentially("@housemate_sandbox_bot 客厅")
    offers = page.locator(".offer")
    expect(offers.first).to_contain_text("客厅灯")
    page.locator("#field").press("Enter")
    sent = page.locator(".message.mine").last
    expect(sent).to_contain_text("通过 Housemate")
    expect(sent.get_by_role("button", name="打开")).to_be_visible()
    expect(page.locator("#offers")).to_be_hidden()
    page.locator("#person").select_option(str(stranger.id))
    page.locator("#field").press_sequentially("@housemate_sandbox_bot 客厅")
    expect(page.locator("#offers")).to_contain_text("没有可发送的内容")
    page.locator("#field").fill("@housemate_sandbox_bots 客厅")
    expect(page.locator("#offers")).to_be_hidden()


def test_a_reply_quotes_a_line_of_a_long_message(open_page: OpenPage, world: Neighbourhood) -> None:
    owner = world.person("moscow", "owner", "group")
    said = owner.writes("Первая строка\nВторая строка\nТретья строка")
    owner.writes("Отвечаю", reply_to=said)
    page = open_page()
    enter(page, owner.chat)
    quote = page.locator(".message", has_text="Отвечаю").last.locator(".quote")
    expect(quote).to_contain_text("Первая строка")
    expect(quote).not_to_contain_text("Вторая строка")


def test_a_forum_shows_one_topic_at_a_time(open_page: OpenPage, world: Neighbourhood) -> None:
    page = open_page()
    enter(page, world.person("moscow", "owner", "forum").chat)
    page.get_by_role("tab").last.click()
    say(page, "Здесь про кухню")
    expect(page.locator(".message.mine").last).to_contain_text("Здесь про кухню")
    page.get_by_role("tab").first.click()
    expect(page.locator(".message", has_text="Здесь про кухню")).to_have_count(0)


def test_arrows_walk_the_chats_and_enter_opens_one(open_page: OpenPage) -> None:
    page = open_page()
    chats = page.locator(".chat")
    chats.first.focus()
    page.keyboard.press("ArrowDown")
    expect(chats.nth(1)).to_be_focused()
    title = chats.nth(1).locator(".chat-title").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#chat-name")).to_have_text(title)


def test_a_list_that_is_drawn_anew_keeps_the_focus(open_page: OpenPage, world: Neighbourhood) -> None:
    page = open_page()
    chats = page.locator(".chat")
    chats.nth(1).focus()
    unread = page.locator(".unread")
    before = unread.count()
    world.person("hangzhou").says("/help")
    expect(unread).to_have_count(before + 1)
    expect(chats.nth(1)).to_be_focused()


def test_an_unfinished_chinese_word_is_not_sent_by_enter(open_page: OpenPage) -> None:
    page = open_page("zh")
    page.locator("#field").fill("kai")
    page.locator("#field").dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})
    expect(page.locator("#field")).to_have_value("kai")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<b>Lamp</b> &lt;3 &amp; more", "<b>Lamp</b> &lt;3 &amp; more"),
        ("<img src=x onerror=alert(1)>in", "in"),
        ("<script>alert(1)</script><style>*{}</style>in", "in"),
        ("<b onclick=alert(1) style=color:red>in</b>", "<b>in</b>"),
        ('<a href="javascript:alert(1)">in</a>', "in"),
        ('<a href=" JaVaScRiPt:alert(1)">in</a>', "in"),
        ("<svg><a xlink:href='javascript:alert(1)'><text>in</text></a></svg>", "in"),
        ("<iframe src=//evil></iframe><form action=/x><b>in</b></form>", "<b>in</b>"),
    ],
)
def test_only_the_tags_of_telegram_reach_the_page(open_page: OpenPage, html: str, shown: str) -> None:
    inserted = open_page().evaluate(
        """async (html) => {
             const { formatted } = await import("/page/formatted.js");
             const box = document.createElement("div");
             box.append(formatted(html));
             return box.innerHTML;
           }""",
        html,
    )
    assert inserted == shown
