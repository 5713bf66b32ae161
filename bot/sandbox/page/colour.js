/** Colours of lamps as the screen shows them. */

/** A CSS colour for hue 0..360 and saturation 0..100 at full value; brightness is drawn by the glow. */
export function cssOfHsv({ h, s }) {
  return `hsl(${h} ${s}% ${100 - s / 2}%)`;
}

/** A CSS colour near black-body light: amber at 2,000 K, white about 6,500 K, bluish above. */
export function cssOfKelvin(kelvin) {
  const warmth = Math.min(Math.max((6500 - kelvin) / 4500, -0.4), 1);
  if (warmth < 0) return `hsl(215 ${Math.round(-warmth * 200)}% ${Math.round(96 + warmth * 12)}%)`;
  return `hsl(${Math.round(44 - warmth * 12)} ${Math.round(60 + warmth * 40)}% ${Math.round(92 - warmth * 32)}%)`;
}

/** `#rrggbb`, for a colour field. */
export function hexOfHsv({ h, s, v }) {
  const channel = (n) => {
    const k = (n + h / 60) % 6;
    const level = (v / 100) * (1 - (s / 100) * Math.max(0, Math.min(k, 4 - k, 1)));
    return Math.round(level * 255).toString(16).padStart(2, "0");
  };
  return `#${channel(5)}${channel(3)}${channel(1)}`;
}

export function hsvOfHex(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  const v = Math.max(r, g, b);
  const span = v - Math.min(r, g, b);
  let h = 0;
  if (span && v === r) h = ((g - b) / span + 6) % 6;
  else if (span && v === g) h = (b - r) / span + 2;
  else if (span) h = (r - g) / span + 4;
  return { h: Math.round(h * 60), s: Math.round(v ? (span / v) * 100 : 0), v: Math.round(v * 100) };
}
