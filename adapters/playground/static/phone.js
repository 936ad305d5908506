// The phone: bubbles, buttons, attachments, and the composer of whoever holds it.

import { $, atEnd, grow, h, keyed } from "./dom.js";
import { complain, send } from "./talk.js";
import { clock, day } from "./time.js";

const MEDIA = { photo: ["🖼️", "Photo"], voice: ["🎙️", "Voice message, 0:07"], video: ["🎞️", "Video"],
  sticker: ["🌻", "Sticker"], location: ["📍", "Location"] };
const PLACES = [["Madrid", 40.4168, -3.7038], ["New York", 40.7128, -74.006], ["Sydney", -33.8688, 151.2093]];

let chat = "client";
let editing = "";
let last = null;

const post = (body) => send("/client", { chat, ...body });

export function drawPhone(state) {
  last = state;
  const mine = state.bubbles.filter((bubble) => bubble.chat === chat);
  const blocked = state.blocked.includes(chat);
  $("who").options[0].textContent = state.client;
  $("phone-state").textContent = blocked ? "blocked on this phone" : "automated assistant";
  if (!$("attach").open) menu(state, blocked);
  const box = $("bubbles");
  atEnd(box, () => {
    const items = [];
    let shown = "";
    for (const bubble of mine) {
      const today = day(Date.parse(bubble.at));
      if (today !== shown) items.push({ key: `day-${today}`, day: today });
      shown = today;
      items.push({ key: bubble.id, bubble });
    }
    if (!mine.length) items.push({ key: "empty", empty: chat });
    keyed(box, items, (item) => item.key, make);
  });
}

function make(item) {
  if (item.day) return h("p", { class: "day" }, h("span", {}, item.day));
  if (item.empty) {
    const words = item.empty === "client"
      ? "Nothing here yet. Open the invite: the first step above sends it."
      : "Somebody without an invite. Whatever they write is refused politely and not kept, unless they are in danger.";
    return h("p", { class: "empty" }, words);
  }
  return bubble(item.bubble);
}

function bubble(it) {
  const own = it.side === "client";
  const who = own ? "You" : it.side === "coach" ? it.author : "The avatar";
  return h("article", { class: `bubble ${it.side}`, "aria-label": `${who}, ${clock(Date.parse(it.at))}` },
    h("div", { class: "body" },
      it.author ? h("p", { class: "author" }, it.author) : null,
      it.media ? h("p", { class: `media ${it.media}` }, h("span", { "aria-hidden": "true" }, MEDIA[it.media][0]), ` ${MEDIA[it.media][1]}`) : null,
      it.file ? h("a", { class: "file", href: `/playground/file/${encodeURIComponent(it.id)}`, download: it.file }, `📄 ${it.file}`) : null,
      it.text ? h("p", { class: "words", dir: "auto" }, it.text) : null,
      h("p", { class: "foot" },
        it.edited ? "edited · " : null, clock(Date.parse(it.at)),
        own ? h("span", { class: `tick ${it.delivery}`, title: it.delivery }, it.delivery === "delivered" ? " ✓✓" : it.delivery === "sending" ? " …" : "") : null,
        own && !it.media && it.delivery === "delivered"
          ? h("button", { type: "button", class: "edit", "aria-label": "Edit this message", title: "Edit", onclick: () => edit(it) }, "✎") : null)),
    it.delivery === "failed"
      ? h("button", { type: "button", class: "again", onclick: () => send("/client", { again: it.id }) }, "Not delivered. Try again") : null,
    it.buttons.map((row) => h("div", { class: "keys" }, row.map((key) => h("button", {
      type: "button", class: "key", "data-tap": key.data, "data-focus": key.data,
      onclick: async (event) => {
        const node = event.currentTarget;
        node.setAttribute("aria-busy", "true");
        await post({ tap: key.data, message: it.id });
        node.removeAttribute("aria-busy");
      },
    }, key.label)))),
    it.ask_location ? h("div", { class: "keys" }, PLACES.map(([name, latitude, longitude]) =>
      h("button", { type: "button", class: "key", onclick: () => post({ location: { latitude, longitude } }) }, `📍 ${name}`))) : null);
}

function edit(it) {
  editing = it.id;
  $("editing").hidden = false;
  fill(it.text);
}

function stopEditing() {
  editing = "";
  $("editing").hidden = true;
}

function fill(text) {
  const words = $("words");
  words.value = text;
  grow(words);
  words.focus();
}

function menu(state, blocked) {
  const close = () => ($("attach").open = false);
  const item = (label, body) => h("button", { type: "button", onclick: () => { close(); post(body); } }, label);
  $("attach-sheet").replaceChildren(
    h("p", {}, "Commands"),
    h("div", { class: "commands" }, state.commands.map(([command, does]) =>
      h("button", { type: "button", title: does, onclick: () => { close(); post({ text: command }); } }, command))),
    h("p", {}, "Send"),
    h("div", { class: "commands" },
      item("🖼️ Photo", { media: "photo" }), item("🎙️ Voice", { media: "voice" }), item("🌻 Sticker", { media: "sticker" }),
      PLACES.map(([name, latitude, longitude]) => item(`📍 ${name}`, { location: { latitude, longitude } }))),
    h("p", {}, "The phone"),
    h("div", { class: "commands" }, item(blocked ? "Unblock the avatar" : "Block the avatar", { block: !blocked })));
}

async function submit(event) {
  event.preventDefault();
  const words = $("words");
  const text = words.value;
  if (!text.trim()) return;
  const body = editing ? { edit: text, message: editing } : { text };
  words.value = "";
  grow(words);
  stopEditing();
  $("bubbles").scrollTop = $("bubbles").scrollHeight;
  await post(body);
}

// The guide's touch: write, or press the first button of the newest question.
export const say = (text) => post({ text });
export function tapFirst() {
  const key = [...$("bubbles").querySelectorAll(".bubble:last-of-type .key")][0];
  if (key) key.click();
  else complain("There is no button on the phone just now.");
}

export function startPhone() {
  $("composer").addEventListener("submit", submit);
  $("words").addEventListener("input", (event) => grow(event.target));
  $("words").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
    if (event.key === "Escape" && editing) {
      stopEditing();
      fill("");
    }
  });
  $("edit-stop").addEventListener("click", () => {
    stopEditing();
    fill("");
  });
  $("who").addEventListener("change", (event) => {
    chat = event.target.value;
    stopEditing();
    if (last) drawPhone(last);
    $("bubbles").scrollTop = $("bubbles").scrollHeight;
  });
  const attach = $("attach");
  attach.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    attach.open = false;
    attach.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!attach.contains(event.target)) attach.open = false;
  });
}
