/** What a device's capabilities come to: its main switch, a line about it, how brightly it shines. */

import { cssOfHsv, cssOfKelvin } from "./colour.js";
import { maybe, number, t } from "./strings.js";

const FIXED_INSTANCES = { on_off: "on", lock: "lock" };

/** `kind.instance`, by which a capability is set; for colour the instance that is lit. */
export function keyOf(capability) {
  const instance = capability.instance ?? FIXED_INSTANCES[capability.kind] ?? capability.kind;
  return `${capability.kind}.${instance}`;
}

export const find = (device, key) => device.capabilities.find((capability) => keyOf(capability) === key);

export const isOpenable = (device) => device.type.startsWith("openable");

/**
 * The one switch of a tile: whether it is on, and the state that a hand would set to turn it.
 * Null for a device that has none.
 */
export function mainSwitch(device) {
  const lock = find(device, "lock.lock");
  if (lock) return { on: lock.value === true, stateFor: (on) => ({ "lock.lock": on }) };
  const power = find(device, "on_off.on");
  const open = isOpenable(device) ? find(device, "range.open") : undefined;
  if (!power && !open) return null;
  return {
    on: open ? open.value > 0 : power.value === true,
    stateFor: (on) => ({
      ...(power && { "on_off.on": on }),
      ...(open && { "range.open": on ? (open.max ?? 100) : (open.min ?? 0) }),
    }),
  };
}

/** One short line for people: "On · 40 %", "26.5 °C · 48 %", "Locked". */
export function stateLine(device) {
  if (!device.online) return t("offline");
  const lock = find(device, "lock.lock");
  if (lock) return known(lock.value, () => t(lock.value ? "locked" : "unlocked"));
  const main = mainSwitch(device);
  const parts = main ? [isOpenable(device) ? openness(device, main) : t(main.on ? "on" : "off")] : [];
  if (main?.on) parts.push(...settings(device));
  parts.push(...readings(device));
  return parts.slice(0, 3).join(" · ") || t("no_state");
}

function openness(device, main) {
  const value = find(device, "range.open")?.value;
  if (value > 0 && value < 100) return t("open_part", { n: number(value) });
  return t(main.on ? "open" : "closed");
}

function settings(device) {
  const shown = ["range.brightness", "range.temperature"];
  return shown.map((key) => find(device, key)).filter((found) => isNumber(found?.value)).map(valueText);
}

/** Units that say by themselves what was measured. */
const PLAIN_UNITS = new Set(["celsius", "watt", "ppm"]);

function readings(device) {
  const told = device.capabilities.filter(({ kind }) => kind === "sensor" || kind === "event");
  const telling = mainSwitch(device) ? told.filter(({ unit }) => PLAIN_UNITS.has(unit)) : told;
  return telling.filter(({ value }) => value !== null && value !== undefined).map(valueText);
}

const isNumber = (value) => typeof value === "number";
const known = (value, text) => (value === null || value === undefined ? t("unknown") : text());

/** The capability's value as people read it, with its unit. */
export function valueText(capability) {
  const { value, unit } = capability;
  if (value === null || value === undefined) return "–";
  if (isNumber(value)) return withUnit(number(value), unit);
  if (typeof value === "boolean") return t(value ? "on" : "off");
  if (typeof value === "object") return JSON.stringify(value);
  return choiceName(capability, value);
}

function withUnit(text, unit) {
  if (!unit) return text;
  return `${text}\u00a0${maybe(`unit_${unit}`) ?? unit}`;
}

/** The name of one value of a mode, event or light scene. */
export function choiceName(capability, value) {
  const choices = capability.modes ?? capability.values ?? capability.scenes ?? [];
  const named = choices.find((choice) => choice.value === value)?.name;
  return named ?? maybe(value) ?? String(value).replaceAll("_", " ");
}

/** The capability's name: the vendor's, ours, or its instance as it stands. */
export function capabilityName(capability) {
  const { instance, kind } = capability;
  return capability.name ?? maybe(instance) ?? maybe(kind) ?? String(instance ?? kind).replaceAll("_", " ");
}

/** `{colour, level}` of a lamp: a CSS colour and 0..1, 0 when it is off. */
export function shine(device) {
  const main = mainSwitch(device);
  if (!device.type.startsWith("light") || !main?.on || !device.online) return { colour: "transparent", level: 0 };
  const brightness = find(device, "range.brightness");
  const share = isNumber(brightness?.value) ? brightness.value / (brightness.max ?? 100) : 1;
  return { colour: colourOf(device), level: 0.3 + 0.7 * Math.min(Math.max(share, 0), 1) };
}

function colourOf(device) {
  const value = device.capabilities.find(({ kind }) => kind === "color")?.value;
  if (isNumber(value)) return cssOfKelvin(value);
  if (value && typeof value === "object") return cssOfHsv(value);
  return cssOfKelvin(3200);
}

/** How far a curtain is open, 0..1. */
export function openShare(device) {
  const value = find(device, "range.open")?.value;
  if (isNumber(value)) return value / 100;
  return mainSwitch(device)?.on ? 1 : 0;
}
