// Simulated time: shown in the practice's zone, running on from the last snapshot.

let base = Date.now();
let since = performance.now();
let zone = "UTC";

export function setTime(iso, zoneName) {
  base = Date.parse(iso);
  since = performance.now();
  zone = zoneName;
}

export const now = () => base + (performance.now() - since);

const shapes = new Map();

function shaped(at, options) {
  const key = zone + JSON.stringify(options);
  if (!shapes.has(key)) shapes.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }));
  return shapes.get(key).format(at);
}

export const clock = (at) => shaped(at, { hour: "2-digit", minute: "2-digit" });
export const day = (at) => shaped(at, { weekday: "long", day: "numeric", month: "long" });
export const moment = (at) => `${shaped(at, { weekday: "short", day: "numeric", month: "short" })}, ${clock(at)}`;
export const dateIn = (at) => shaped(at, { year: "numeric", month: "short", day: "numeric" });

// What <input type="datetime-local"> takes, as the practice's clocks show it.
export function wall(at) {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).formatToParts(at);
  const part = (type) => parts.find((found) => found.type === type).value;
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}
