// The coach's side: the escalation channel, the open thread, and whose hands the visitor has.

import { $, atEnd, grow, h, keyed } from "./dom.js";
import { blocks } from "./blocks.js";
import { mark, mrkdwn } from "./mrkdwn.js";
import { complain, send } from "./talk.js";
import { clock, moment } from "./time.js";

let open = ""; // the ref of the card whose thread is open
let newest = ""; // the ref of the newest card
let unfolded = new Set();
let told = null; // the whispers that this page has shown
let state = null;
let names = {};

const press = (action, value) => send("/coach/press", { action, value });

export function drawCoach(fresh) {
  state = fresh;
  names = Object.fromEntries(state.coaches.map((coach) => [coach.mention, coach.name]));
  keyed($("personas"), state.coaches.map((coach) => ({ ...coach, on: coach.name === state.persona })), (coach) => coach.name, persona);
  const top = state.posts.filter((post) => !post.thread);
  const card = top.filter((post) => post.about).at(-1)?.ref ?? "";
  // A new card opens its own thread where there is room for both.
  if (card !== newest && $("posts").closest(".desk").clientWidth > 720) open = card;
  const arrived = card !== newest;
  newest = card;
  drawChannel();
  drawThread();
  if (arrived) showHead();
}

function persona(coach) {
  return h("button", {
    type: "button", class: "persona", "aria-pressed": String(coach.on), title: coach.role, "data-focus": coach.name,
    onclick: () => send("/persona", { coach: coach.name }),
  }, face(coach.name), h("span", {}, coach.name));
}

function face(name) {
  const hue = Math.max(0, state.coaches.findIndex((coach) => coach.name === name)) % 5;
  const app = name === "Handrail";
  return h("span", { class: `face ${app ? "app" : `hue-${hue}`}`, "aria-hidden": "true" }, app ? "H" : [...name][0].toUpperCase());
}

function drawChannel() {
  const seen = state.posts.filter((post) => !post.thread || post.to_channel);
  const whispers = state.whispers.filter((whisper) => !whisper.thread);
  const items = [
    ...seen.map((post) => ({
      key: post.ref, at: post.at, post, names,
      replies: state.posts.filter((reply) => reply.thread === post.ref).length,
      unfolded: unfolded.has(post.ref), open: post.ref === open,
    })),
    ...whispers.map((whisper) => ({ key: whisper.id, at: whisper.at, whisper, names })),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  if (!items.length) items.push({ key: "empty", empty: true });
  const fresh = told !== null && whispers.some((whisper) => !told.has(whisper.id));
  told = new Set(whispers.map((whisper) => whisper.id));
  draws($("posts"), () => keyed($("posts"), items, (item) => item.key, (item) =>
    item.empty ? h("p", { class: "empty" }, "All is calm. A card appears here as soon as a person is needed.")
      : item.whisper ? whisperNode(item.whisper) : postNode(item, true)));
  if (fresh) $("posts").scrollTop = $("posts").scrollHeight; // an answer to something that was just asked
}

// Stay at the end, but never push the head of the newest card out of sight: who, and whether anybody has it.
function draws(box, draw) {
  const before = box.scrollTop;
  atEnd(box, draw);
  if (box.scrollTop > before) box.scrollTop = Math.max(before, Math.min(box.scrollTop, headOfNewest(box)));
}

function headOfNewest(box) {
  const card = newest && box.querySelector(`[data-ref="${CSS.escape(newest)}"]`);
  return card ? card.offsetTop - box.offsetTop : box.scrollHeight;
}

function showHead() {
  $("posts").scrollTop = headOfNewest($("posts"));
}

function postNode({ post, replies, unfolded: whole }, inChannel) {
  const who = post.coach || "Handrail";
  return h("article", { class: `post${post.about ? " card" : ""}`, "data-ref": post.ref, "aria-label": `${who}, ${moment(Date.parse(post.at))}` },
    face(who),
    h("div", { class: "post-body" },
      h("p", { class: "by" }, h("strong", {}, who), post.coach ? null : h("span", { class: "tag" }, "APP"),
        h("time", { datetime: post.at }, clock(Date.parse(post.at)))),
      inChannel && post.thread ? h("button", { type: "button", class: "in-thread", onclick: () => openThread(post.thread) }, "replied to a thread") : null,
      post.blocks.length ? cardNode(post, whole) : h("div", { class: "bk-text" }, mrkdwn(post.coach ? typed(post.text) : post.text, names)),
      post.marks.length ? h("p", { class: "marks" }, post.marks.map((name) => h("span", { title: "delivered" }, mark(name), " 1"))) : null,
      inChannel && !post.thread && (post.about || replies) ? h("button", {
        type: "button", class: "replies-link", "data-focus": "thread", onclick: () => openThread(post.ref),
      }, replies ? `${replies} ${replies === 1 ? "reply" : "replies"}` : "Reply in thread") : null));
}

// A card's lower part is folded as Slack folds a long message. What stands above the first divider never is.
function cardNode(post, whole) {
  const cut = post.blocks.findIndex((block) => block.type === "divider");
  const above = cut < 0 ? post.blocks : post.blocks.slice(0, cut);
  const below = cut < 0 ? [] : post.blocks.slice(cut);
  const folded = below.length > 0 && !whole;
  return h("div", { class: "bk" },
    blocks(above, names, press),
    folded ? null : blocks(below, names, press),
    below.length ? h("button", {
      type: "button", class: "fold", "aria-expanded": String(!folded), "data-focus": "fold",
      onclick: () => {
        if (unfolded.has(post.ref)) unfolded.delete(post.ref);
        else unfolded.add(post.ref);
        drawChannel();
      },
    }, folded ? "See more: who was paged, what the client was told, the conversation" : "See less") : null);
}

const typed = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function whisperNode(whisper) {
  return h("article", { class: "post whisper" }, face("Handrail"),
    h("div", { class: "post-body" },
      h("p", { class: "only" }, "Only visible to you",
        h("button", { type: "button", onclick: () => send("/coach/hush", { whisper: whisper.id }) }, "Dismiss")),
      whisper.asked ? h("p", { class: "asked" }, h("code", {}, whisper.asked)) : null,
      h("p", { class: "told" }, whisper.text)));
}

function openThread(ref) {
  open = ref;
  drawChannel();
  drawThread();
  $("thread").scrollIntoView({ block: "nearest" });
}

function drawThread() {
  const parent = state.posts.find((post) => post.ref === open);
  $("thread").hidden = !parent;
  if (!parent) return;
  $("thread-of").textContent = parent.text;
  const items = [
    ...state.posts.filter((post) => post.thread === open).map((post) => ({ key: post.ref, at: post.at, post, names })),
    ...state.whispers.filter((whisper) => whisper.thread === open).map((whisper) => ({ key: whisper.id, at: whisper.at, whisper, names })),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  if (!items.length) items.push({ key: "empty", empty: true });
  atEnd($("replies"), () => keyed($("replies"), items, (item) => item.key, (item) =>
    item.empty ? h("p", { class: "empty" }, "No replies yet.") : item.whisper ? whisperNode(item.whisper) : postNode(item, false)));
}

async function reply(event) {
  event.preventDefault();
  const words = $("reply-words");
  const text = words.value;
  if (!text.trim() || !open) return;
  words.value = "";
  grow(words);
  $("replies").scrollTop = $("replies").scrollHeight;
  if (await send("/coach/reply", { thread: open, text })) {
    words.value ||= text;
    grow(words);
  }
}

// The guide's touch: press a button of the newest card, or fill the reply.
export function pressNewest(action) {
  const button = [...$("posts").querySelectorAll(`[data-action="${CSS.escape(action)}"]`)].at(-1);
  if (!button) return complain("That button is not on any card just now.");
  button.scrollIntoView({ block: "nearest" });
  button.click();
}

export function fillReply(text) {
  if (!newest) return complain("There is no card to answer yet.");
  openThread(open || newest);
  const words = $("reply-words");
  words.value = text;
  grow(words);
  words.focus();
}

export function startCoach() {
  $("reply").addEventListener("submit", reply);
  $("reply-words").addEventListener("input", (event) => grow(event.target));
  $("reply-words").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) reply(event);
  });
  $("thread-close").addEventListener("click", () => {
    open = "";
    drawChannel();
    drawThread();
  });
  $("slash").addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = $("command").value.trim() || "help";
    $("command").value = "";
    await send("/coach/slash", { words });
  });
}
