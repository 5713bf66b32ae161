/** Toasts, alerts and other dialogs. */

import { byId, el } from "./dom.js";
import { t } from "./strings.js";

const SHOWN_MS = 4000;

/** A line that goes away by itself, as Telegram shows a callback answer. */
export function toast(text) {
  const node = el("div", { class: "toast" }, text);
  byId("toasts").append(node);
  setTimeout(() => node.remove(), SHOWN_MS);
}

/** A text that stays until it is closed, as `show_alert` asks for. */
export function alertDialog(text) {
  const close = el("button", { class: "text-button", value: "close", autofocus: true }, t("close"));
  openDialog(el("p", { class: "alert-text" }, text), el("div", { class: "dialog-foot" }, close));
}

/** A modal dialog with the given children; Esc, its backdrop and every button with a value close it. */
export function openDialog(...children) {
  const form = el("form", { method: "dialog" }, ...children);
  const dialog = el("dialog", { class: "dialog" }, form);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Runs an action of the page and shows why, when it is refused or the sandbox is gone. */
export async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    toast(t("failed", { why: error.message }));
    return null;
  }
}
