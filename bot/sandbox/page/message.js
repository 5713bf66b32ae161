/** One message as a bubble: its words, its photo, its buttons. */

import { tintOf } from "./chats.js";
import { el } from "./dom.js";
import { formatted } from "./formatted.js";
import { icon } from "./icons.js";
import { t } from "./strings.js";

const STYLES = new Set(["primary", "success", "danger"]);
const WEB_LINK = /^(https?|tg):/i;

/**
 * The inside of a message's node. `context` says who reads (`me`), what is replied to (`replied`),
 * whether it continues the sender's previous one (`continued`), and what to do when it is used:
 * `onPress(row, column)`, `onReply()`, `onEdit()`, `onReact()`, `onJump(id)`.
 */
export function drawMessage(message, context) {
  const mine = message.from.id === context.me;
  const keyboard = message.keyboard?.length ? keyboardOf(message, context) : null;
  return [
    !mine && avatarOf(message.from, context.continued),
    el("div", { class: `stack${keyboard ? " card" : ""}` }, bubble(message, context, mine), keyboard),
    tools(message, context, mine),
  ].filter(Boolean);
}

const tint = ({ id, is_bot: isBot }) => (isBot ? "bot" : tintOf(id));

function avatarOf(sender, continued) {
  const inside = sender.is_bot ? icon("home") : [...sender.name][0];
  const shown = `avatar small${continued ? " unseen" : ""}`;
  return el("span", { class: shown, "data-tint": tint(sender), "aria-hidden": "true" }, inside);
}

function bubble(message, context, mine) {
  return el("div", { class: "bubble" },
    !mine && !context.continued && senderOf(message.from),
    message.via_bot && el("div", { class: "via" }, t("via", { name: message.via_bot })),
    message.visible_to && el("div", { class: "only-you" }, icon("eye"), t("only_you")),
    message.reply_to && quoteOf(context),
    message.photo && photo(message),
    message.voice && el("audio", { class: "voice", src: message.voice, controls: true, "aria-label": t("voice") }),
    message.document && documentLink(message.document),
    wordsOf(message),
    footOf(message));
}

const senderOf = (sender) => el("div", { class: "sender", "data-tint": tint(sender) }, sender.name);

function wordsOf(message) {
  if (message.html) return el("div", { class: "words" }, formatted(message.html));
  if (message.text) return el("div", { class: "words" }, message.text);
  return null;
}

function quoteOf({ replied, onJump }) {
  const jump = () => replied && onJump(replied.message_id);
  return el("button", { type: "button", class: "quote", on: { click: jump } },
    replied && el("b", {}, replied.from.name),
    el("span", {}, replied ? firstLine(replied.text) || t("photo") : "…"));
}

/** Telegram quotes a line, however long the message is. */
const firstLine = (text) => text.split("\n").find((line) => line.trim()) ?? "";

function photo({ photo: src, text }) {
  return el("img", { class: "photo", src, alt: text || t("photo"), loading: "lazy" });
}

const documentLink = (href) => el("a", { class: "document", href, download: true }, icon("down"), t("document"));

function footOf(message) {
  const reactions = (message.reactions ?? []).map((emoji) => el("span", { class: "reaction" }, emoji));
  const marks = [message.pinned && icon("pin"), message.edits > 0 && t("edited")].filter(Boolean);
  if (!reactions.length && !marks.length) return null;
  return el("div", { class: "foot" },
    el("span", { class: "reactions" }, ...reactions),
    el("span", { class: "marks" }, ...marks));
}

function keyboardOf(message, { onPress }) {
  const rows = message.keyboard.map((buttons, row) =>
    el("div", { class: "keys" }, ...buttons.map((button, column) => keyOf(button, row, column, onPress))));
  return el("div", { class: "keyboard" }, ...rows);
}

function keyOf(button, row, column, onPress) {
  const style = STYLES.has(button.style) ? ` ${button.style}` : "";
  const attributes = { class: `key${style}`, "data-place": `${row}.${column}` };
  if (button.url && WEB_LINK.test(button.url)) {
    const link = { href: button.url, target: "_blank", rel: "noopener noreferrer" };
    return el("a", { ...attributes, ...link }, button.text, " ↗");
  }
  return el("button",
    { ...attributes, type: "button", disabled: button.disabled, on: { click: () => onPress(row, column) } },
    button.text);
}

function tools(message, { onReply, onEdit, onReact }, mine) {
  const tool = (name, label, act) => {
    const named = { "aria-label": t(label), title: t(label) };
    return el("button", { type: "button", class: "tool", ...named, on: { click: act } }, icon(name));
  };
  return el("div", { class: "tools" },
    tool("reply", "reply", onReply),
    mine ? tool("edit", "edit", onEdit) : tool("thumb", "react", onReact));
}
