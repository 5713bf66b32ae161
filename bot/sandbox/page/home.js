/** The home on the right: its rooms and devices, as they really are. */

import * as api from "./api.js";
import { mainSwitch } from "./device_state.js";
import { byId, el } from "./dom.js";
import { t } from "./strings.js";
import { Tile } from "./tile.js";

export class Home {
  constructor() {
    this.devices = new Map();
    this.tiles = new Map();
    this.counts = new Map();
    this.household = null;
  }

  /** Read the truth anew. */
  async read() {
    const devices = await api.devices();
    this.devices = new Map(devices.map((device) => [device.id, device]));
    this.draw();
  }

  /** Hear of one device that changed; it may belong to a household that is not shown. */
  change(device) {
    this.devices.set(device.id, device);
    const tile = this.tiles.get(device.id);
    if (tile) tile.update(device);
    else if (this.belongs(device)) this.draw();
    this.count();
  }

  show(household) {
    this.household = household;
    this.draw();
  }

  /** The clouds that the shown household uses. */
  clouds() {
    return [...new Set(this.shown().map((device) => device.cloud))];
  }

  /** A second home in the same account (a dacha) is called after the household. */
  belongs({ household }) {
    return household === this.household || household.startsWith(`${this.household}-`);
  }

  shown() {
    return [...this.devices.values()].filter((device) => this.belongs(device));
  }

  draw() {
    const rooms = Map.groupBy(this.shown(), (device) => device.room ?? "");
    this.tiles.clear();
    this.counts.clear();
    const sections = [...rooms].sort(([a], [b]) => (a === "") - (b === "")).map((room) => this.room(...room));
    if (!sections.length) sections.push(el("p", { class: "quiet" }, t("no_devices")));
    byId("rooms").replaceChildren(...sections);
    this.count();
  }

  room(name, devices) {
    const tiles = devices.map((device) => new Tile(device));
    tiles.forEach((tile) => this.tiles.set(tile.device.id, tile));
    const count = el("span", { class: "room-count" });
    this.counts.set(name, count);
    const heading = el("h3", { class: "room-name" }, name || t("elsewhere"), count);
    return el("section", { class: "room" }, heading, el("div", { class: "tiles" }, ...tiles.map(({ node }) => node)));
  }

  count() {
    for (const [room, node] of this.counts) {
      const switched = this.shown().filter((device) => (device.room ?? "") === room && mainSwitch(device));
      const on = switched.filter((device) => device.online && mainSwitch(device).on).length;
      node.textContent = switched.length ? t("devices_on", { on, all: switched.length }) : "";
    }
  }
}
