// The page: one stream of snapshots in, drawn on both sides; the clock; on a narrow screen one side at a time.

import { $, h, keyed } from "./dom.js";
import { drawCoach, startCoach } from "./coach.js";
import { drawGuide, startGuide } from "./guide.js";
import { drawModal, startModal } from "./modal.js";
import { drawPhone, startPhone } from "./phone.js";
import { listen, send } from "./talk.js";
import { moment, now, setTime } from "./time.js";

const SLIP_MS = { client: 3500, coach: 9000 };
let known = null; // slips that were there before the page was
let lately = [];
let posts = -1; // how many a visitor on the client's side had seen
let away = false; // the stream is broken

function draw(state) {
  document.body.dataset.stream = "open";
  setTime(state.now, state.zone);
  $("zone").textContent = state.zone.replaceAll("_", " ");
  if (away) $("banner").hidden = true;
  away = false;
  tick();
  drawGuide(state); // first: its height decides how much room the sides have
  drawPhone(state);
  drawCoach(state);
  drawModal(state);
  slips(state);
  unseen(state);
}

function slips(state) {
  const fresh = state.toasts.filter((toast) => known && !known.has(toast.id));
  known = new Set([...(known ?? []), ...state.toasts.map((toast) => toast.id)]);
  for (const toast of fresh) {
    lately.push(toast);
    setTimeout(() => {
      lately = lately.filter((kept) => kept !== toast);
      drawSlips();
    }, SLIP_MS[toast.side]);
  }
  drawSlips();
}

function drawSlips() {
  for (const [side, box] of [["client", "phone-slips"], ["coach", "desk-slips"]]) {
    keyed($(box), lately.filter((toast) => toast.side === side).slice(-3), (toast) => toast.id, (toast) =>
      h("div", { class: "slip" }, toast.title ? h("strong", {}, toast.title) : null, h("span", {}, toast.text)));
  }
}

function unseen(state) {
  if (posts < 0 || $("stage").dataset.side === "coach") posts = state.posts.length;
  $("unseen").hidden = state.posts.length <= posts;
  $("unseen").textContent = String(state.posts.length - posts);
}

function lost() {
  document.body.dataset.stream = "lost";
  away = true;
  $("banner").textContent = "The connection to Handrail is gone. Trying again…";
  $("banner").hidden = false;
}

function tick() {
  $("now").textContent = moment(now());
}

function show(side) {
  $("stage").dataset.side = side;
  for (const button of document.querySelectorAll("[data-side][aria-pressed]")) {
    button.setAttribute("aria-pressed", String(button.dataset.side === side));
  }
  if (side === "coach") {
    posts = -1;
    $("unseen").hidden = true;
  }
}

async function move(event) {
  const button = event.currentTarget;
  const all = document.querySelectorAll(".clock button");
  all.forEach((one) => (one.disabled = true));
  button.setAttribute("aria-busy", "true");
  await send("/clock", button.dataset.to ? { to: button.dataset.to } : { seconds: Number(button.dataset.seconds) });
  all.forEach((one) => (one.disabled = false));
  button.removeAttribute("aria-busy");
}

startPhone();
startCoach();
startModal();
startGuide(show);
for (const button of document.querySelectorAll(".clock button")) button.addEventListener("click", move);
for (const button of document.querySelectorAll(".sides button")) {
  button.addEventListener("click", () => show(button.dataset.side));
}
setInterval(tick, 1000);
listen(draw, lost);
