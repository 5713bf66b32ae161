/** The sandbox's person API (docs/sandbox.md). Every call rejects with a Refusal when it is refused. */

export class Refusal extends Error {}

async function call(method, path, body) {
  const options = { method };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers = { "Content-Type": "application/json" };
  }
  const response = await fetch(`/api/${path}`, options);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(answer.error ?? `${response.status}`);
  return answer;
}

export const people = () => call("GET", "people");
export const chats = () => call("GET", "chats");
export const devices = () => call("GET", "devices");

/** What is new or changed since `after`, as that person sees it: `{seq, messages}`. */
export const messages = (chat, person, after) =>
  call("GET", `chats/${chat}/messages?as=${person}&after=${after}`);

/** `message` is `{from, text, reply_to?, topic?}`. */
export const say = (chat, message) => call("POST", `chats/${chat}/messages`, message);

export const rewrite = (chat, id, from, text) =>
  call("PATCH", `chats/${chat}/messages/${id}`, { from, text });

/** Waits up to ten seconds: `{text, show_alert}`, `{unanswered: true}` or `{expired: true}`. */
export const press = (chat, id, from, row, column) =>
  call("POST", `chats/${chat}/messages/${id}/press`, { from, row, column });

export const happen = (chat, event) => call("POST", `chats/${chat}/events`, event);

/** The bot's own name and username. */
export const bot = () => call("GET", "bot");

/** What the bot offers for a query typed in a chat: `{results}`. */
export const askInline = (from, query, chat) => call("POST", "inline", { from, query, chat });
export const chooseInline = (from, resultId, chat) =>
  call("POST", "inline/choose", { from, result_id: resultId, chat });

export const commands = (chat, person, language) =>
  call("GET", `commands?chat=${chat}&as=${person}&language=${language}`);

/** `state` holds new values by `kind.instance`, as a hand on the device would set them. */
export const setState = (device, state) =>
  call("PATCH", `devices/${encodeURIComponent(device)}`, { state });

export const setOnline = (device, online) =>
  call("PATCH", `devices/${encodeURIComponent(device)}`, { online });

export const breakCloud = (fault) => call("POST", "faults", fault);
export const mendAll = () => call("DELETE", "faults");
/** How far the sandbox's clock is ahead, in seconds: `{offset}`. */
export const clock = () => call("GET", "clock");
export const advanceClock = (seconds) => call("POST", "clock", { advance: seconds });

/** Hears everything that happens as `{seq, kind, data}`; the browser reconnects by itself. */
export function listen({ onHappening, onOpen, onLost }) {
  const source = new EventSource("/api/events");
  source.onopen = onOpen;
  source.onerror = onLost;
  source.onmessage = (event) => onHappening(JSON.parse(event.data));
  return source;
}
