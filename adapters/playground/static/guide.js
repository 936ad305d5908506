// The short walk above both sides: numbered stops, the present one with its chips.

import { $, h, keyed } from "./dom.js";
import { fillReply, pressNewest } from "./coach.js";
import { say, tapFirst } from "./phone.js";
import { send } from "./talk.js";

let chosen = null; // a stop that the visitor looked up; the present one otherwise
let progress = 0;
let latest = null; // a stop drawn long ago must not bring its old snapshot back
let show = () => {};

const DOES = {
  say: (value) => say(value),
  tap: () => tapFirst(),
  press: (value) => pressNewest(value),
  thread: (value) => fillReply(value),
  clock: (value) => send("/clock", { to: value }),
};
const SIDE = { say: "client", tap: "client", press: "coach", thread: "coach", clock: "client" };

export function drawGuide(state) {
  latest = state;
  if (state.progress !== progress) chosen = null;
  progress = state.progress;
  const present = Math.min(progress, state.guide.length - 1);
  const at = chosen ?? present;
  keyed($("stops"), state.guide.map((stop, place) => ({
    title: stop.title, place, done: place < progress, now: place === at,
  })), (stop) => stop.place, (stop) => h("li", {},
    h("button", {
      type: "button", class: stop.done ? "done" : "", "aria-current": stop.now ? "step" : null, "data-focus": "stop",
      onclick: () => {
        chosen = stop.place;
        drawGuide(latest);
      },
    }, h("span", { class: "number" }, stop.done ? "✓" : String(stop.place + 1)), h("span", { class: "title" }, stop.title))));
  const stop = state.guide[at];
  keyed($("stop"), [{ ...stop, at, deeds: state.deeds }], (item) => item.at, (item) => h("div", { class: "stop-body" },
    h("p", {}, item.text),
    h("div", { class: "chips" }, item.chips.map((chip) => h("button", {
      type: "button", class: `chip${item.deeds.includes(chip.deed) ? " done" : ""}`, "data-focus": chip.label,
      onclick: () => {
        show(SIDE[chip.does]);
        DOES[chip.does](chip.value);
      },
    }, chip.label)))));
}

export function startGuide(showSide) {
  show = showSide;
}
