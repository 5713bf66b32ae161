/** Message HTML, rebuilt from Telegram's list of tags; whatever else a message holds stays plain text. */

import { el } from "./dom.js";

const PLAIN = new Set(["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "br"]);
const LINK = /^(https?|tg|mailto):/i;

/** A fragment that is safe to insert, whatever the HTML was. */
export function formatted(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return copyOf(parsed.body);
}

function copyOf(parent) {
  const fragment = document.createDocumentFragment();
  for (const node of parent.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) fragment.append(node.data);
    else if (node.nodeType === Node.ELEMENT_NODE) fragment.append(allowed(node));
  }
  return fragment;
}

function allowed(node) {
  const tag = node.localName;
  if (tag === "script" || tag === "style" || tag === "template") return "";
  const inside = copyOf(node);
  if (PLAIN.has(tag)) return el(tag, {}, inside);
  if (tag === "blockquote") return quote(node, inside);
  if (tag === "a") return link(node, inside);
  if (tag === "tg-spoiler" || (tag === "span" && node.className === "tg-spoiler")) return spoiler(inside);
  return inside;
}

function quote(node, inside) {
  if (!node.hasAttribute("expandable")) return el("blockquote", {}, inside);
  const unfold = (event) => event.currentTarget.classList.toggle("unfolded");
  return el("blockquote", { class: "expandable" }, el("button", { type: "button", on: { click: unfold } }, inside));
}

function link(node, inside) {
  const href = node.getAttribute("href") ?? "";
  if (!LINK.test(href)) return inside;
  return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, inside);
}

function spoiler(inside) {
  const reveal = (event) => event.currentTarget.classList.add("revealed");
  return el("button", { type: "button", class: "spoiler", on: { click: reveal } }, inside);
}
