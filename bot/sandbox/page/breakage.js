/** Breaking clouds on purpose, and moving the clock. */

import * as api from "./api.js";
import { byId, el } from "./dom.js";
import { attempt } from "./notices.js";
import { number, t } from "./strings.js";

const UNTIL_MENDED = 1_000_000;
const FAULTS = {
  fault_status: { kind: "status", status: 503 },
  fault_slow: { kind: "slow", seconds: 4 },
  fault_drop: { kind: "drop" },
};
const STEPS = { clock_minutes: 600, clock_hour: 3600, clock_day: 86_400 };

export class Breakage {
  constructor() {
    this.broken = new Map();
    this.clouds = [];
    this.ahead = 0;
    byId("mend").addEventListener("click", () => attempt(() => this.mend()));
  }

  /** Offer the faults for Telegram and these clouds. */
  show(clouds) {
    this.clouds = ["telegram", ...clouds];
    this.draw();
  }

  async readClock() {
    this.moveClock(await api.clock());
  }

  /** `offset` is how far the clock is ahead, in seconds. */
  moveClock({ offset }) {
    this.ahead = offset;
    this.draw();
  }

  draw() {
    byId("faults").replaceChildren(...this.clouds.map((cloud) => this.faultsOf(cloud)));
    byId("mend").disabled = !this.broken.size;
    byId("clock-steps").replaceChildren(...Object.keys(STEPS).map((step) => this.clockStep(step)));
    byId("clock-ahead").textContent = this.ahead ? t("clock_ahead", { time: this.aheadText() }) : t("clock_now");
  }

  faultsOf(cloud) {
    const buttons = Object.keys(FAULTS).map((fault) => {
      const pressed = this.broken.get(cloud) === fault;
      const press = () => attempt(() => this.toggle(cloud, fault));
      return el("button", { type: "button", class: "segment", "aria-pressed": String(pressed), on: { click: press } },
        t(fault));
    });
    const name = t(`cloud_${cloud}`);
    return el("div", { class: "fault", role: "group", "aria-label": name, "data-cloud": cloud },
      el("span", { class: "fault-cloud" }, name), el("div", { class: "segments" }, ...buttons));
  }

  /** One fault a cloud; the API can only clear all of them, so the others are ordered anew. */
  async toggle(cloud, fault) {
    const wanted = new Map(this.broken);
    if (wanted.get(cloud) === fault) wanted.delete(cloud);
    else wanted.set(cloud, fault);
    await this.mend();
    for (const [target, kind] of wanted) {
      await api.breakCloud({ target, apply: "before", count: UNTIL_MENDED, ...FAULTS[kind] });
    }
    this.broken = wanted;
    this.draw();
  }

  async mend() {
    await api.mendAll();
    this.broken.clear();
    this.draw();
  }

  clockStep(step) {
    const advance = () => attempt(() => api.advanceClock(STEPS[step]));
    return el("button", { type: "button", class: "segment", on: { click: advance } }, t(step));
  }

  aheadText() {
    const hours = this.ahead / 3600;
    if (hours < 1) return `${this.ahead / 60} ${t("unit_minute")}`;
    return `${number(hours)} ${t("unit_hour")}`;
  }
}
