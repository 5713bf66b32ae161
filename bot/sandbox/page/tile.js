/** One device of the home, as a tile that keeps its node so that changes can glide. */

import * as api from "./api.js";
import { isOpenable, mainSwitch, openShare, shine, stateLine } from "./device_state.js";
import { showDevice } from "./device_sheet.js";
import { el } from "./dom.js";
import { icon, iconOfType } from "./icons.js";
import { attempt } from "./notices.js";
import { t } from "./strings.js";

export class Tile {
  constructor(device) {
    this.state = el("span", { class: "tile-state" });
    this.name = el("span", { class: "tile-name" });
    this.face = el("button", { type: "button", class: "tile-face", on: { click: () => showDevice(this.device) } },
      pictureOf(device), this.name, this.state);
    this.signal = el("button", { type: "button", class: "signal", on: { click: () => this.flipSignal() } });
    this.switch = el("button", { type: "button", class: "switch", role: "switch", on: { click: () => this.flip() } });
    this.node = el("article", { class: "tile", "data-device": device.id, "data-type": device.type },
      this.face, this.switch, this.signal);
    this.update(device);
  }

  /** Draw the device as it is now, or in another language. */
  update(device) {
    const online = this.device?.online;
    this.device = device;
    const main = mainSwitch(device);
    const light = shine(device);
    const state = stateLine(device);
    this.node.classList.toggle("on", Boolean(main?.on && device.online));
    this.node.classList.toggle("offline", !device.online);
    this.node.style.setProperty("--glow", light.colour);
    this.node.style.setProperty("--level", light.level);
    this.node.style.setProperty("--open", openShare(device));
    this.name.textContent = device.name;
    this.name.title = device.name;
    this.state.textContent = state;
    this.face.setAttribute("aria-label", t("details_of", { name: device.name, state }));
    this.switch.hidden = !main;
    this.switch.setAttribute("aria-checked", String(Boolean(main?.on)));
    this.switch.setAttribute("aria-label", t("switch_of", { name: device.name }));
    this.signal.setAttribute("aria-label", t(device.online ? "go_offline" : "go_online", { name: device.name }));
    this.signal.title = t(device.online ? "online" : "offline");
    if (online !== device.online) this.signal.replaceChildren(icon(device.online ? "online" : "offline"));
  }

  flip() {
    const main = mainSwitch(this.device);
    return attempt(() => api.setState(this.device.id, main.stateFor(!main.on)));
  }

  flipSignal() {
    return attempt(() => api.setOnline(this.device.id, !this.device.online));
  }
}

function pictureOf(device) {
  if (isOpenable(device) && device.type !== "openable.valve") {
    return el("span", { class: "picture curtain" }, el("span"), el("span"));
  }
  return el("span", { class: "picture" }, iconOfType(device.type));
}
