/** What the page itself says, in the language that the reader chose. */

import en from "./strings.en.js";
import ru from "./strings.ru.js";
import zh from "./strings.zh.js";

const STRINGS = { en, ru, zh };
const KEPT_AS = "housemate-language";

export const LANGUAGES = Object.keys(STRINGS);

let current = "en";

export const language = () => current;

/** The kept choice, else the browser's first language that we speak, else the household's. */
export function firstLanguage(household) {
  const kept = localStorage.getItem(KEPT_AS);
  const wanted = [kept, ...navigator.languages.map((tag) => tag.slice(0, 2)), household];
  return wanted.find((code) => LANGUAGES.includes(code)) ?? "en";
}

export function setLanguage(code, { keep = true } = {}) {
  current = code;
  if (keep) localStorage.setItem(KEPT_AS, code);
  document.documentElement.lang = code === "zh" ? "zh-Hans" : code;
  translate(document);
}

/** The sentence called `key`, with `{name}` replaced; null when there is no such sentence. */
export function maybe(key, values = {}) {
  return STRINGS[current].texts[key]?.replace(/\{(\w+)\}/g, (_, name) => values[name]) ?? null;
}

export const t = (key, values) => maybe(key, values) ?? key;

/** Things that people could say first, in the chat's language rather than the page's. */
export const examples = (code) => (STRINGS[code] ?? en).examples;

/** A number as people of this language write it. */
export const number = (value) => new Intl.NumberFormat(current, { maximumFractionDigits: 1 }).format(value);

/** Fill in elements that name their text with `data-t` and their label with `data-label`. */
function translate(root) {
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", t(node.dataset.label));
    if (node.localName === "button") node.title = t(node.dataset.label);
  }
  for (const node of root.querySelectorAll("[data-placeholder]")) {
    node.placeholder = t(node.dataset.placeholder);
  }
}
