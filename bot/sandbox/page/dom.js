/** Building elements without ever parsing text as HTML. */

/**
 * A new element. Attributes that are false, null or undefined are left out, true is an empty value;
 * `on` holds listeners by event name. Children are nodes or strings; strings become text.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") Object.entries(value).forEach(([kind, heard]) => node.addEventListener(kind, heard));
    else setAttribute(node, name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function setAttribute(node, name, value) {
  if (value === false || value === null || value === undefined) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : value);
}

export const byId = (id) => document.getElementById(id);

/** Arrow keys, Home and End move the focus among the buttons of a list. */
export function moveWithArrows(list, selector) {
  list.addEventListener("keydown", (event) => {
    const items = [...list.querySelectorAll(selector)];
    const place = items.indexOf(document.activeElement);
    const goal = {
      ArrowDown: place + 1, ArrowRight: place + 1,
      ArrowUp: place - 1, ArrowLeft: place - 1,
      Home: 0, End: items.length - 1,
    }[event.key];
    if (place < 0 || goal === undefined) return;
    event.preventDefault();
    items[Math.min(Math.max(goal, 0), items.length - 1)].focus();
  });
}
