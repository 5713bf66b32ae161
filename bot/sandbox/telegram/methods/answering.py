"""Answering presses and inline queries."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram.call import Call
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.keyboard import inline_keyboard
from bot.sandbox.telegram.registry import method
from bot.sandbox.telegram.telegram import Telegram
from bot.sandbox.telegram.writing import known_file, words_of

LONGEST_ANSWER = 200
MOST_RESULTS = 50
LONGEST_RESULT_ID = 64  # bytes
LONGEST_OFFSET = 64  # bytes
CACHED_FOR = 300


@method("answerCallbackQuery")
async def answer_callback_query(telegram: Telegram, call: Call) -> bool:
    text = call.text("text")
    if len(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    answer: dict[str, Any] = {"text": text, "show_alert": call.flag("show_alert")}
    if url := call.text("url"):
        answer["url"] = url
    query = telegram.presses.answer(call.text("callback_query_id"), answer)
    telegram.tell_page("answer", chat=query.chat, message_id=query.message, person=query.person, **answer)
    return True


@method("answerInlineQuery")
async def answer_inline_query(telegram: Telegram, call: Call) -> bool:
    results = call.list("results")
    if results is None:
        raise bad_request("can't parse inline query results JSON object")
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len(call.text("next_offset").encode()) > LONGEST_OFFSET:
        raise bad_request("NEXT_OFFSET_INVALID")
    for result in results:
        _check_result(telegram, result)
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    cache_time = call.integer("cache_time")
    answer = {
        "results": results,
        "is_personal": call.flag("is_personal"),
        "cache_time": CACHED_FOR if cache_time is None else cache_time,
    }
    query = telegram.inline.queries.answer(call.text("inline_query_id"), answer)
    telegram.inline.remember(query.person, query.text, answer)
    return True


def _check_result(telegram: Telegram, result: Any) -> None:
    """InlineQueryResultArticle and InlineQueryResultCachedPhoto, the kinds that the sandbox shows."""
    if not isinstance(result, dict):
        raise bad_request("can't parse inline query result: expected an Object")
    if not 1 <= len(str(result.get("id", "")).encode()) <= LONGEST_RESULT_ID:
        raise bad_request("RESULT_ID_INVALID")
    match result.get("type"):
        case "article":
            content = result.get("input_message_content")
            if not str(result.get("title", "")).strip():
                raise bad_request("ARTICLE_TITLE_EMPTY")
            if not isinstance(content, dict):
                raise bad_request("SEND_MESSAGE_TYPE_INVALID")
            words_of(Call(content), "message_text")
        case "photo":
            known_file(telegram, str(result.get("photo_file_id", "")), "photos")
            words_of(Call(result), "caption")
        case _:
            raise bad_request("RESULT_TYPE_INVALID")
    inline_keyboard(result.get("reply_markup"), private=False)
