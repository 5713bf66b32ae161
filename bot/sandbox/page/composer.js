/** Where a person writes: a new message, a reply, a correction; with commands and examples at hand. */

import * as api from "./api.js";
import { byId, el, moveWithArrows } from "./dom.js";
import { Inline } from "./inline.js";
import { attempt, toast } from "./notices.js";
import { examples, t } from "./strings.js";

const GENERAL = 1;

export class Composer {
  /** `where()` answers `{chat, person, topic, language}`; `lastOwn()` is the message that ArrowUp corrects. */
  constructor({ where, lastOwn, onSent }) {
    Object.assign(this, { where, lastOwn, onSent, aim: null });
    this.field = byId("field");
    this.inline = new Inline({ where, onSent: () => this.sentInline() });
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.field.addEventListener("keydown", (event) => this.onKey(event));
    this.field.addEventListener("input", () => {
      this.grow();
      this.inline.follow(this.field.value);
    });
    byId("aim-cancel").addEventListener("click", () => this.stopAiming());
    byId("suggest").addEventListener("click", () => this.toggleSuggestions());
    byId("suggestions").addEventListener("keydown", (event) => event.key === "Escape" && this.hideSuggestions());
    moveWithArrows(byId("suggestions"), "button");
  }

  onKey(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (!this.inline.chooseFirst()) this.send();
    } else if (event.key === "Escape") {
      this.hideSuggestions();
      this.stopAiming();
    } else if (event.key === "ArrowUp" && !this.field.value) {
      const message = this.lastOwn();
      if (message) this.edit(message);
    }
  }

  /** Send what stands in the field; it is kept when that is refused. */
  async send() {
    const text = this.field.value.trim();
    if (!text) return;
    const sent = await attempt(() => (this.aim?.edits ? this.rewrite(text) : this.say(text)));
    if (!sent) return;
    this.clear();
    this.onSent();
  }

  say(text) {
    const { chat, person, topic } = this.where();
    return api.say(chat.id, {
      from: person.id,
      text,
      ...(this.aim && { reply_to: this.aim.message.message_id }),
      ...(chat.type === "forum" && topic !== GENERAL && { topic }),
    });
  }

  rewrite(text) {
    const { chat, person } = this.where();
    return api.rewrite(chat.id, this.aim.message.message_id, person.id, text);
  }

  reply(message) {
    this.aimAt({ message, edits: false });
  }

  edit(message) {
    this.aimAt({ message, edits: true });
    this.field.value = message.text;
    this.grow();
  }

  aimAt(aim) {
    this.aim = aim;
    this.drawAim();
    this.field.focus();
  }

  stopAiming() {
    if (this.aim?.edits) this.field.value = "";
    this.aim = null;
    this.drawAim();
    this.grow();
  }

  sentInline() {
    this.clear();
    this.field.focus();
    this.onSent();
  }

  clear() {
    this.field.value = "";
    this.inline.follow("");
    this.stopAiming();
    this.hideSuggestions();
  }

  drawAim() {
    const { aim } = this;
    byId("aim").hidden = !aim;
    byId("aim-title").textContent = aim ? titleOf(aim) : "";
    byId("aim-text").textContent = aim?.message.text ?? "";
    this.field.placeholder = t(aim?.edits ? "placeholder_edit" : "placeholder");
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }

  /** Show examples in the middle of an empty conversation. */
  drawEmpty(empty) {
    byId("empty").hidden = !empty;
    byId("empty-hint").textContent = t(empty && this.where().chat.type !== "private" ? "empty_group" : "empty_hint");
    byId("empty-examples").replaceChildren(...(empty ? this.exampleChips() : []));
  }

  exampleChips() {
    const { chat, person, language } = this.where();
    const lang = language === "zh" ? "zh-Hans" : language;
    const said = examples(language).map((phrase) =>
      el("button", { type: "button", class: "chip", lang, on: { click: () => this.sayNow(phrase) } }, phrase));
    return chat.type === "private" ? said : [this.privacyChip(chat, person), ...said];
  }

  /** In privacy mode, Telegram's default, a bot hears commands and replies only. */
  privacyChip(chat, person) {
    const switchOff = () => attempt(async () => {
      await api.happen(chat.id, { kind: "privacy", from: person.id, on: false });
      toast(t("privacy_is_off"));
    });
    return el("button", { type: "button", class: "chip privacy", on: { click: switchOff } }, t("privacy_off"));
  }

  sayNow(phrase) {
    this.clear();
    this.field.value = phrase;
    return this.send();
  }

  async toggleSuggestions() {
    if (!byId("suggestions").hidden) return this.hideSuggestions();
    const { chat, person, language } = this.where();
    const commands = (await attempt(() => api.commands(chat.id, person.id, language))) ?? [];
    byId("suggestions").replaceChildren(
      ...(commands.length ? [el("h3", {}, t("commands")), ...commands.map((command) => this.commandRow(command))] : []),
      this.inlineRow(),
      el("h3", {}, t("examples")), el("div", { class: "chips" }, ...this.exampleChips()));
    byId("suggestions").hidden = false;
    byId("suggest").setAttribute("aria-expanded", "true");
    byId("suggestions").querySelector("button").focus();
    return undefined;
  }

  commandRow({ command, description }) {
    const say = () => this.sayNow(`/${command}`);
    return el("button", { type: "button", class: "command", on: { click: say } },
      el("b", {}, `/${command}`), el("span", {}, description));
  }

  /** Begin an inline query: what is typed after the bot's name is asked while it is typed. */
  inlineRow() {
    const begin = () => {
      this.hideSuggestions();
      this.field.value = `${this.inline.name} `;
      this.inline.follow(this.field.value);
    };
    return el("button", { type: "button", class: "command", on: { click: begin } },
      el("b", {}, this.inline.name), el("span", {}, t("inline_hint")));
  }

  hideSuggestions() {
    if (byId("suggestions").hidden) return;
    byId("suggestions").hidden = true;
    byId("suggest").setAttribute("aria-expanded", "false");
    this.field.focus();
  }
}

const titleOf = ({ message, edits }) => (edits ? t("editing") : t("replying_to", { name: message.from.name }));
