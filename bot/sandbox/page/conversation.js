/** The open chat: reads what is new or changed and keeps every message's node, so that cards change in place. */

import * as api from "./api.js";
import { byId, el, moveWithArrows } from "./dom.js";
import { drawMessage } from "./message.js";
import { alertDialog, attempt, toast } from "./notices.js";
import { t } from "./strings.js";

const NEAR_END = 120;
const TYPING_MS = 5000;
const GENERAL = 1;

export class Conversation {
  /** `onReply(message)` and `onEdit(message)` hand a message to the composer. */
  constructor({ onReply, onEdit, onChange }) {
    Object.assign(this, { onReply, onEdit, onChange, reading: null });
    this.log = byId("log");
    this.open(null, null);
    moveWithArrows(byId("topics"), ".topic");
    byId("pinned").addEventListener("click", () => this.jump(this.pinned?.message_id));
    byId("to-end").addEventListener("click", () => this.scrollToEnd());
    this.log.addEventListener("load", () => this.atEnd && this.scrollToEnd(), true);
    this.log.addEventListener("scroll", () => this.drawEnd());
  }

  /** Show a chat as one person sees it. */
  open(chat, person, topic = GENERAL) {
    Object.assign(this, { chat, person, topic, seq: 0, messages: new Map(), nodes: new Map() });
    byId("messages").replaceChildren();
    this.stopTyping();
    this.drawTopics();
    this.drawPinned();
  }

  /** Everything new or changed since the last reading; one reading at a time, none lost. */
  async read() {
    this.again = true;
    this.reading ??= this.readAll().finally(() => { this.reading = null; });
    return this.reading;
  }

  async readAll() {
    while (this.again) {
      this.again = false;
      const { chat, person, messages: shown } = this;
      if (!chat) return;
      const { seq, messages } = await api.messages(chat.id, person.id, this.seq);
      // Opened anew meanwhile, this is another chat's or person's; chat and person alone may be fresh copies.
      if (shown !== this.messages) this.again = true;
      else {
        this.take(messages, this.seq === 0);
        this.seq = seq;
      }
    }
  }

  take(messages, first) {
    const stay = first || this.isNearEnd();
    for (const message of messages) {
      const known = this.messages.get(message.message_id);
      if (message.deleted) this.messages.delete(message.message_id);
      else this.messages.set(message.message_id, message);
      if (this.isShown(message) || known) this.place(message, Boolean(known));
      if (message.from.is_bot) this.stopTyping();
    }
    this.drawPinned();
    this.onChange(this.isEmpty());
    const mine = messages.some(({ from, edits }) => from.id === this.person.id && !edits);
    if (stay || mine) this.scrollToEnd();
    this.drawEnd();
  }

  isShown({ topic, deleted }) {
    return !deleted && (this.chat.type !== "forum" || (topic ?? GENERAL) === this.topic);
  }

  isEmpty() {
    return !this.nodes.size;
  }

  /** Put a message's node where it belongs, or change it where it stands. */
  place(message, changed) {
    const old = this.nodes.get(message.message_id);
    if (message.deleted) {
      old?.remove();
      this.nodes.delete(message.message_id);
      return;
    }
    const node = old ?? el("article", { "data-message": message.message_id });
    const focused = node.contains(document.activeElement) ? document.activeElement.dataset.place : null;
    node.className = `message${message.from.id === this.person.id ? " mine" : ""}`;
    node.replaceChildren(...drawMessage(message, this.contextOf(message)));
    if (!old) this.insert(node, message.message_id);
    else if (changed) flash(node);
    if (focused) node.querySelector(`[data-place="${focused}"]`)?.focus();
  }

  insert(node, id) {
    this.nodes.set(id, node);
    const later = [...byId("messages").children].find((other) => Number(other.dataset.message) > id);
    byId("messages").insertBefore(node, later ?? null);
  }

  contextOf(message) {
    const id = message.message_id;
    return {
      me: this.person.id,
      replied: this.messages.get(message.reply_to),
      continued: this.previousSender(id) === message.from.id,
      onPress: (row, column) => this.press(id, row, column),
      onReply: () => this.onReply(message),
      onEdit: () => this.onEdit(message),
      onReact: () => attempt(() => this.react(id)),
      onJump: (target) => this.jump(target),
    };
  }

  previousSender(id) {
    const before = [...this.messages.values()].filter((each) => each.message_id < id && this.isShown(each));
    return before.sort((a, b) => a.message_id - b.message_id).at(-1)?.from.id;
  }

  async press(id, row, column) {
    const place = `[data-place="${row}.${column}"]`;
    const key = () => this.nodes.get(id)?.querySelector(place);
    key()?.classList.add("busy");
    const answer = await attempt(() => api.press(this.chat.id, id, this.person.id, row, column));
    key()?.classList.remove("busy");
    if (!answer) return;
    if (answer.expired) toast(t("expired"));
    else if (answer.unanswered) toast(t("unanswered"));
    else if (answer.text && answer.show_alert) alertDialog(answer.text);
    else if (answer.text) toast(answer.text);
  }

  react(id) {
    return api.happen(this.chat.id, { kind: "react", from: this.person.id, message_id: id, emoji: "👍" });
  }

  lastOwn() {
    const own = [...this.messages.values()].filter((each) => each.from.id === this.person.id && this.isShown(each));
    return own.sort((a, b) => a.message_id - b.message_id).at(-1);
  }

  showTyping(name) {
    clearTimeout(this.typingTimer);
    byId("typing").textContent = t("typing", { name });
    byId("typing").hidden = false;
    this.typingTimer = setTimeout(() => this.stopTyping(), TYPING_MS);
  }

  stopTyping() {
    byId("typing").hidden = true;
  }

  showTopic(topic) {
    this.topic = topic;
    this.redraw();
    byId("topics").querySelector("[aria-selected=true]")?.focus();
  }

  /** Draw everything anew: another topic, another language. */
  redraw() {
    this.nodes.clear();
    byId("messages").replaceChildren();
    if (!this.chat) return;
    this.drawTopics();
    this.drawPinned();
    for (const message of this.messages.values()) if (this.isShown(message)) this.place(message, false);
    this.onChange(this.isEmpty());
    this.scrollToEnd();
  }

  drawTopics() {
    const forum = this.chat?.type === "forum";
    byId("topics").hidden = !forum;
    if (!forum) return;
    const topics = [{ id: GENERAL, name: t("topic_general") }, ...this.chat.topics.filter(({ id }) => id !== GENERAL)];
    byId("topics").replaceChildren(...topics.map(({ id, name }) => {
      const selected = id === this.topic;
      return el("button",
        {
          type: "button", class: "topic", role: "tab", "aria-selected": String(selected), "aria-controls": "log",
          tabindex: selected ? 0 : -1, on: { click: () => this.showTopic(id) },
        }, name);
    }));
  }

  drawPinned() {
    this.pinned = [...this.messages.values()].filter((each) => each.pinned && this.isShown(each)).at(-1);
    byId("pinned").hidden = !this.pinned;
    byId("pinned-text").textContent = this.pinned?.text ?? "";
  }

  drawEnd() {
    this.atEnd = this.isNearEnd();
    byId("to-end").hidden = this.atEnd;
  }

  jump(id) {
    const node = this.nodes.get(id);
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    flash(node);
  }

  isNearEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END;
  }

  scrollToEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }
}

/** A subtle flash, begun anew when it is still running. */
function flash(node) {
  node.classList.remove("changed");
  void node.offsetWidth;
  node.classList.add("changed");
}
