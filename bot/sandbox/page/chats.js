/** The list of chats, by household, and the picker of the person who writes. */

import { byId, el, moveWithArrows } from "./dom.js";
import { icon } from "./icons.js";
import { maybe, t } from "./strings.js";

const ROLES = ["owner", "admin", "member", "guest", "stranger"];

export class Chats {
  /** `onChat(chat)` and `onPerson(person)` are called when somebody is chosen here. */
  constructor({ onChat, onPerson }) {
    this.people = new Map();
    this.chats = [];
    this.unread = new Set();
    this.onChat = onChat;
    this.onPerson = onPerson;
    moveWithArrows(byId("chat-list"), ".chat");
    byId("person").addEventListener("change", (event) => onPerson(this.people.get(Number(event.target.value))));
  }

  fill(people, chats) {
    this.people = new Map(people.map((person) => [person.id, person]));
    this.chats = chats;
  }

  byId(id) {
    return this.chats.find((chat) => chat.id === id);
  }

  privateChatOf(person) {
    return this.chats.find((chat) => chat.type === "private" && chat.people.includes(person.id));
  }

  /** The person's role in the chat's household; a stranger has none anywhere. */
  roleOf(person, chat) {
    return person.roles[chat?.id] ?? Object.values(person.roles)[0] ?? "stranger";
  }

  /** Whoever writes in a chat of the household, owners first, strangers last. */
  peopleOf(household) {
    const ids = new Set(this.chats.filter((chat) => chat.household === household).flatMap((chat) => chat.people));
    const people = [...ids].map((id) => this.people.get(id)).filter(Boolean);
    return people.sort((a, b) => ROLES.indexOf(this.roleOf(a)) - ROLES.indexOf(this.roleOf(b)));
  }

  draw({ chat, person, household }) {
    this.drawPicker(person, chat, household);
    const groups = [...Map.groupBy(this.chats, (each) => each.household ?? "none")];
    groups.sort(([a], [b]) => (a === "none") - (b === "none"));
    const list = byId("chat-list");
    const focused = list.contains(document.activeElement) && document.activeElement.dataset.chat;
    list.replaceChildren(...groups.map(([name, chats]) => this.group(name, chats, chat, person)));
    if (focused) list.querySelector(`[data-chat="${focused}"]`)?.focus(); // whoever walks it with arrows stays there
  }

  drawPicker(person, chat, household) {
    const people = this.peopleOf(household);
    if (!people.includes(person)) people.push(person);
    const options = people.map((each) => {
      const text = `${each.name} · ${t(`role_${this.roleOf(each, chat)}`)}`;
      return el("option", { value: each.id, selected: each === person }, text);
    });
    byId("person").replaceChildren(...options);
  }

  group(household, chats, current, person) {
    const title = maybe(`household_${household}`) ?? household;
    const items = chats.map((chat) => this.item(chat, chat === current, chat.people.includes(person.id)));
    return el("section", { class: "chat-group" }, el("h3", {}, title), el("ul", {}, ...items));
  }

  item(chat, current, mine) {
    const unread = this.unread.has(chat.id) && !current;
    const button = el("button",
      {
        type: "button", class: `chat${mine ? "" : " foreign"}`, "data-chat": chat.id,
        "aria-current": current ? "true" : null, on: { click: () => this.onChat(chat) },
      },
      el("span", { class: "avatar", "data-tint": tintOf(chat.id) }, icon(chat.type)),
      el("span", { class: "chat-title" }, chat.title),
      el("span", { class: "chat-type" }, this.subtitle(chat)),
      unread && el("span", { class: "unread", role: "img", "aria-label": t("unread") }));
    return el("li", {}, button);
  }

  subtitle(chat) {
    const person = chat.type === "private" && this.people.get(chat.people[0]);
    return person ? t(`role_${this.roleOf(person, chat)}`) : t(`type_${chat.type}`);
  }
}

/** One of six tints, always the same for the same chat or person. */
export const tintOf = (id) => Math.abs(id) % 6;
