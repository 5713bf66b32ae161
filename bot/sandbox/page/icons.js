/** Line icons, 24 by 24, drawn for this page. */

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  light: "M9 18h6M10 21h4M12 3a6 6 0 0 0-3.6 10.8c.8.7 1.1 1.4 1.1 2.2h5c0-.8.3-1.5 1.1-2.2A6 6 0 0 0 12 3z",
  socket: "M4 4h16v16H4zM9 9v3M15 9v3M9.5 16h5",
  switch: "M7 3h10v18H7zM12 7v4M10 15h4",
  thermostat: "M14 14V5a2 2 0 0 0-4 0v9a4 4 0 1 0 4 0zM12 9v7",
  ac: "M3 5h18v7H3zM7 9h7M7 16c0 2-2 2-2 4M12 16v4M17 16c0 2 2 2 2 4",
  tv: "M3 5h18v11H3zM8 20h8M12 16v4",
  vacuum: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM6 6.5l2 2M18 6.5l-2 2",
  fan: "M12 10c0-3-1-6 1-7s4 2 3 4-4 3-4 3zm0 4c0 3 1 6-1 7s-4-2-3-4 4-3 4-3zm2-2c3 0 6-1 7 1s-2 4-4 3-3-4-3-4zm-4 0c-3 0-6 1-7-1s2-4 4-3 3 4 3 4z",
  drop: "M12 3c3.5 4.5 6 7.4 6 11a6 6 0 0 1-12 0c0-3.6 2.5-6.5 6-11z",
  sensor: "M12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM7.5 7.5a6.4 6.4 0 0 0 0 9M16.5 7.5a6.4 6.4 0 0 1 0 9M4.7 4.7a10.3 10.3 0 0 0 0 14.6M19.3 4.7a10.3 10.3 0 0 1 0 14.6",
  kettle: "M7 8h9l2 12H5zM9 8V6h5v2M16 10c3 0 4 1 4 3s-1 3-3 3",
  oven: "M4 4h16v16H4zM4 9h16M7 6.5h1M11 6.5h1M8 12h8v5H8z",
  camera: "M4 7h11v10H4zM15 11l5-3v8l-5-3z",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2",
  washer: "M5 3h14v18H5zM8 6h2M12 9.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM9 14c2-1 4 1 6 0",
  fridge: "M6 3h12v18H6zM6 10h12M9 6v1.5M9 13v3",
  speaker: "M6 3h12v18H6zM12 7.5v.01M12 11a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z",
  iron: "M3 17h18c0-5-4-8-9-8H8M3 17c0-4 3-5 7-5h4M8 9V6h8",
  paw: "M12 12c-3 0-5 3-5 5s2 2 5 2 5 0 5-2-2-5-5-5zM5 11v.01M9 7v.01M15 7v.01M19 11v.01",
  plug: "M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4",
  open: "M5 21V4l9-1v18M14 5h5v16M3 21h18M11 12v.01",
  private: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20c.6-4 3.7-6 7.5-6s6.9 2 7.5 6",
  group: "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 19.5c.5-3.5 3.1-5 6.5-5s6 1.5 6.5 5M16 5.5a3.2 3.2 0 0 1 0 6M18 14.8c2 .7 3.2 2.3 3.5 4.7",
  forum: "M4 4h12v9H9l-3.5 3v-3H4zM19 8v9h-1.5v3l-3.5-3H9",
  chats: "M4 5h16v11H10l-4.5 4v-4H4z",
  home: "M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-5h4v5",
  send: "M4 12l16-8-5 16-3.5-6.5zM11.5 13.5L20 4",
  slash: "M7 4h10a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3zM14 8l-4 8",
  reply: "M10 6l-6 5 6 5v-3c5 0 8 1 10 4-.5-5-3.5-8-10-8z",
  edit: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  thumb: "M7 11v9H4v-9zM7 11l4-7c2 0 2.5 1.5 2 3l-.7 3H19c1.5 0 2 1 1.7 2.3l-1.5 6A2.3 2.3 0 0 1 17 20H7",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  close: "M6 6l12 12M18 6L6 18",
  down: "M12 5v14M6 13l6 6 6-6",
  online: "M5 9.5a10.5 10.5 0 0 1 14 0M8 13a6 6 0 0 1 8 0M12 17v.01",
  offline: "M5 9.5a10.5 10.5 0 0 1 14 0M8 13a6 6 0 0 1 8 0M12 17v.01M4 4l16 16",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2",
  eye: "M2.5 12c2-4 5.5-6 9.5-6s7.5 2 9.5 6c-2 4-5.5 6-9.5 6s-7.5-2-9.5-6zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
};

/** The longest matching beginning of a device's type decides its icon. */
const BY_TYPE = {
  "light": "light", "socket": "socket", "switch": "switch", "thermostat": "thermostat", "thermostat.ac": "ac",
  "media_device": "tv", "vacuum_cleaner": "vacuum", "ventilation": "fan", "purifier": "fan", "humidifier": "drop",
  "sensor": "sensor", "cooking": "oven", "cooking.kettle": "kettle", "camera": "camera", "lock": "lock",
  "washing_machine": "washer", "dishwasher": "washer", "refrigerator": "fridge", "smart_speaker": "speaker",
  "speaker": "speaker", "iron": "iron", "pet_feeder": "paw", "pet_drinking_fountain": "drop", "openable": "open",
  "openable.valve": "drop", "smart_meter": "socket",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name] ?? PATHS.plug);
  svg.append(path);
  return svg;
}

export function iconOfType(type) {
  const parts = type.split(".");
  while (parts.length && !BY_TYPE[parts.join(".")]) parts.pop();
  return icon(BY_TYPE[parts.join(".")] ?? "plug");
}
