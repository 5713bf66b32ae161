/** Inline mode: what the bot offers for "@its_name words" in any chat, and sending one of its cards. */

import * as api from "./api.js";
import { byId, el, moveWithArrows } from "./dom.js";
import { attempt } from "./notices.js";
import { t } from "./strings.js";

const PAUSE_MS = 250; // people type on; Telegram waits, too

export class Inline {
  /** `where()` answers `{chat, person}`; `onSent()` is called when a card was sent. */
  constructor({ where, onSent }) {
    Object.assign(this, { where, onSent, name: null, asked: 0 });
    this.list = byId("offers");
    moveWithArrows(this.list, ".offer");
    attempt(async () => { this.name = `@${(await api.bot()).username}`; });
  }

  /** What is asked in a text that begins with the bot's name; null in any other. */
  queryIn(text) {
    const [first, ...rest] = text.split(" ");
    return this.name && rest.length && first.toLowerCase() === this.name ? rest.join(" ").trim() : null;
  }

  /** The text in the field changed: ask the bot, when people pause. */
  follow(text) {
    clearTimeout(this.pause);
    this.asked += 1;
    const query = this.queryIn(text);
    if (query === null) this.list.hidden = true;
    else this.pause = setTimeout(() => attempt(() => this.ask(query)), PAUSE_MS);
  }

  async ask(query) {
    const asked = this.asked;
    const { chat, person } = this.where();
    const { results } = await api.askInline(person.id, query, chat.id);
    if (asked !== this.asked) return; // somebody typed on, or went to another chat
    const offers = results.map((result) => this.offer(result));
    this.list.replaceChildren(...(offers.length ? offers : [el("p", {}, t("no_offers"))]));
    this.list.hidden = false;
  }

  offer({ id, title, description }) {
    return el("button", { type: "button", class: "offer", on: { click: () => this.choose(id) } },
      el("b", {}, title), description && el("span", {}, description));
  }

  async choose(id) {
    const { chat, person } = this.where();
    if (await attempt(() => api.chooseInline(person.id, id, chat.id))) this.onSent();
  }

  /** Enter takes the first offer; whether there was one. */
  chooseFirst() {
    const first = !this.list.hidden && this.list.querySelector(".offer");
    if (first) first.click();
    return Boolean(first);
  }
}
