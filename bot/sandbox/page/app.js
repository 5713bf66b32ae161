/** Puts the page together: who writes, in which chat, and what to read anew when something happens. */

import * as api from "./api.js";
import { Breakage } from "./breakage.js";
import { Chats } from "./chats.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { byId } from "./dom.js";
import { Home } from "./home.js";
import { icon } from "./icons.js";
import { attempt } from "./notices.js";
import { firstLanguage, language, LANGUAGES, maybe, setLanguage, t } from "./strings.js";

const view = { chat: null, person: null, household: null };

const home = new Home();
const breakage = new Breakage();
const chats = new Chats({ onChat: openChat, onPerson: becomePerson });
const conversation = new Conversation({
  onReply: (message) => composer.reply(message),
  onEdit: (message) => composer.edit(message),
  onChange: (empty) => composer.drawEmpty(empty),
});
const composer = new Composer({
  where: () => ({ chat: view.chat, person: view.person, topic: conversation.topic, language: chatLanguage() }),
  lastOwn: () => conversation.lastOwn(),
  onSent: () => attempt(() => conversation.read()),
});

/** The language that is spoken in the chat: its person's, or that of a group's first owner. */
function chatLanguage() {
  if (view.chat.type === "private") return view.person.language;
  return chats.peopleOf(view.household)[0]?.language ?? view.person.language;
}

function openChat(chat, { show = true } = {}) {
  const person = chat.people.includes(view.person?.id) ? view.person : chats.people.get(chat.people[0]);
  see(chat, person);
  if (show) showPane("conversation");
}

/** Write as somebody else: in this chat when they are in it, else in their own. */
function becomePerson(person) {
  const chat = view.chat.people.includes(person.id) ? view.chat : chats.privateChatOf(person);
  see(chat ?? view.chat, person);
}

function see(chat, person) {
  const topic = chat === view.chat ? conversation.topic : undefined;
  Object.assign(view, { chat, person, household: chat.household ?? view.household });
  chats.unread.delete(chat.id);
  composer.clear();
  conversation.open(chat, person, topic);
  home.show(view.household);
  drawAround();
  attempt(() => conversation.read());
}

function drawAround() {
  chats.draw(view);
  breakage.show(home.clouds());
  byId("home-name").textContent = maybe(`household_${view.household}`) ?? view.household;
  byId("chat-name").textContent = view.chat.title;
  byId("chat-kind").textContent = t(`type_${view.chat.type}`);
  byId("chat-kind").prepend(icon(view.chat.type));
}

async function readPeopleAndChats() {
  const [people, list] = await Promise.all([api.people(), api.chats()]);
  chats.fill(people, list);
}

/** People and chats changed: keep looking at the same ones where they still exist. */
async function refreshChats() {
  await readPeopleAndChats();
  const chat = chats.byId(view.chat.id) ?? chats.chats[0];
  const person = chats.people.get(view.person.id);
  if (chat.id !== view.chat.id) openChat(chat, { show: false });
  else {
    Object.assign(view, { chat, person });
    Object.assign(conversation, { chat, person });
    conversation.drawTopics();
    drawAround();
  }
}

function onHappening({ kind, data }) {
  if (kind === "device") home.change(data);
  else if (kind === "message") onMessage(data);
  else if (kind === "action" && data.chat === view.chat.id) conversation.showTyping(data.name);
  else if (kind === "chat") attempt(refreshChats);
  else if (kind === "clock") breakage.moveClock(data);
}

function onMessage({ chat, visible_to: visibleTo }) {
  if (chat === view.chat.id) attempt(() => conversation.read());
  else if (!chats.unread.has(chat) && [null, view.person.id].includes(visibleTo)) {
    chats.unread.add(chat);
    chats.draw(view);
  }
}

/** Everything is read anew after a connection, since anything may have happened before it. */
function onOpen() {
  byId("lost").hidden = true;
  attempt(async () => {
    await Promise.all([home.read(), refreshChats(), conversation.read(), breakage.readClock()]);
    breakage.show(home.clouds());
  });
}

function showPane(pane) {
  document.body.dataset.pane = pane;
  for (const tab of document.querySelectorAll("[data-show]")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.show === pane));
  }
}

function speak(code) {
  setLanguage(code);
  drawLanguages();
  drawAround();
  conversation.redraw();
  composer.drawAim();
  home.draw();
}

function drawLanguages() {
  for (const code of LANGUAGES) byId(`speak-${code}`).setAttribute("aria-pressed", String(code === language()));
}

function fillIcons() {
  for (const node of document.querySelectorAll("[data-icon]")) node.prepend(icon(node.dataset.icon));
}

async function start() {
  fillIcons();
  await Promise.all([readPeopleAndChats(), home.read()]);
  const first = chats.chats.find((chat) => chat.type === "private" && chat.household) ?? chats.chats[0];
  setLanguage(firstLanguage(chats.people.get(first.people[0])?.language), { keep: false });
  drawLanguages();
  for (const code of LANGUAGES) byId(`speak-${code}`).addEventListener("click", () => speak(code));
  for (const tab of document.querySelectorAll("[data-show]")) {
    tab.addEventListener("click", () => showPane(tab.dataset.show));
  }
  openChat(first, { show: false });
  showPane("conversation");
  api.listen({ onHappening, onOpen, onLost: () => { byId("lost").hidden = false; } });
  document.body.dataset.ready = "true";
}

attempt(start);
