/** Everything about one device, in a dialog where a hand can change what is true. */

import * as api from "./api.js";
import { hexOfHsv, hsvOfHex } from "./colour.js";
import { capabilityName, choiceName, keyOf, valueText } from "./device_state.js";
import { el } from "./dom.js";
import { attempt, openDialog } from "./notices.js";
import { t } from "./strings.js";

export function showDevice(device) {
  const change = (key, value) => attempt(() => api.setState(device.id, { [key]: value }));
  const rows = device.capabilities.flatMap((capability) => rowsOf(capability, change));
  const online = switchField(t("online"), device.online, (on) => attempt(() => api.setOnline(device.id, on)));
  const cloud = t(`cloud_${device.cloud}`);
  openDialog(
    el("h2", { class: "dialog-title" }, device.name),
    el("p", { class: "dialog-subtitle" }, [device.room, cloud].filter(Boolean).join(" · ")),
    el("div", { class: "rows" }, online, ...rows),
    el("div", { class: "dialog-foot" }, el("button", { class: "text-button", value: "close" }, t("close"))),
  );
}

function rowsOf(capability, change) {
  const set = (value) => change(keyOf(capability), value);
  const name = capabilityName(capability);
  switch (capability.kind) {
    case "on_off":
    case "toggle":
    case "lock":
      return [switchField(name, capability.value === true, set)];
    case "range":
      return [rangeField(name, capability, set)];
    case "mode":
      return [choiceField(name, capability, capability.modes ?? [], set)];
    case "event":
      return [choiceField(name, capability, capability.values ?? [], set)];
    case "sensor":
      return [numberField(name, capability, set)];
    case "color":
      return colourRows(capability, change);
    default:
      return [row(name, el("output", {}, valueText(capability)))];
  }
}

const row = (name, ...fields) =>
  el("label", { class: "row" }, el("span", { class: "row-name" }, name), ...fields);

function switchField(name, on, set) {
  const field = el("input", { type: "checkbox", role: "switch", checked: on, class: "switch-box" });
  field.addEventListener("change", () => set(field.checked));
  return row(name, field);
}

function rangeField(name, capability, set) {
  const { min = 0, max = 100, step = 1, value, relative_only: relativeOnly } = capability;
  if (relativeOnly && typeof value !== "number") return row(name, el("output", {}, valueText(capability)));
  const shown = el("output", {}, valueText(capability));
  const field = el("input", { type: "range", min, max, step: step ?? 1, value: value ?? min });
  field.addEventListener("input", () => {
    shown.textContent = valueText({ ...capability, value: Number(field.value) });
  });
  field.addEventListener("change", () => set(Number(field.value)));
  return row(name, field, shown);
}

function choiceField(name, capability, choices, set) {
  const options = choices.map((choice) => {
    const selected = choice.value === capability.value;
    return el("option", { value: choice.value, selected }, choiceName(capability, choice.value));
  });
  const none = capability.value ?? null;
  if (none === null) options.unshift(el("option", { value: "", selected: true, disabled: true }, "–"));
  const field = el("select", {}, ...options);
  field.addEventListener("change", () => set(field.value));
  return row(name, field);
}

function numberField(name, capability, set) {
  const { value } = capability;
  if (typeof value === "string") return row(name, el("output", {}, valueText(capability)));
  const field = el("input", { type: "number", step: "any", value: value ?? "" });
  field.addEventListener("change", () => field.value !== "" && set(Number(field.value)));
  const unit = valueText({ value: 0, unit: capability.unit }).slice(1).trim();
  return row(name, field, el("span", { class: "unit" }, unit));
}

function colourRows(capability, change) {
  const { models, temperature_k: kelvin, scenes, value } = capability;
  const rows = [];
  if (models?.length) {
    const lit = value && typeof value === "object" ? value : { h: 0, s: 0, v: 100 };
    const field = el("input", { type: "color", value: hexOfHsv(lit) });
    field.addEventListener("change", () => change("color.color", hsvOfHex(field.value)));
    rows.push(row(t("color"), field));
  }
  if (kelvin) {
    const lit = typeof value === "number" ? value : null;
    const range = { ...kelvin, step: 100, unit: "kelvin", value: lit };
    rows.push(rangeField(t("temperature_k"), range, (set) => change("color.temperature_k", set)));
  }
  if (scenes?.length) {
    const scene = { scenes, value: typeof value === "string" ? value : null };
    rows.push(choiceField(t("scene"), scene, scenes, (set) => change("color.scene", set)));
  }
  return rows;
}
