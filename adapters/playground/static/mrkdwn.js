// Slack's mrkdwn as DOM nodes: quotes, bold, italic, strike, code, links, mentions, dates, the emoji that we use.

import { h } from "./dom.js";
import { clock, dateIn } from "./time.js";

const EMOJI = {
  white_check_mark: "✅", warning: "⚠️", rotating_light: "🚨", eyes: "👀", hourglass: "⏳", bell: "🔔",
  telephone_receiver: "📞", memo: "📝", no_entry: "⛔", red_circle: "🔴", large_green_circle: "🟢",
};
const STYLES = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;
const NO_EDGE = /[\p{L}\p{N}\u200b]/u; // Slack formats between words only; a zero width space keeps its hands off

// `names` maps a Slack user id to what the coach is called.
export function mrkdwn(text, names) {
  const nodes = [];
  let quote = null;
  const parts = text.split(/```\n?([\s\S]*?)```/);
  parts.forEach((part, at) => {
    if (at % 2) {
      nodes.push(h("pre", {}, plain(part)));
      quote = null;
      return;
    }
    if (part === "" && parts.length > 1) return;
    for (const line of part.split("\n")) {
      const quoted = /^> ?/.exec(line);
      const target = quoted ? (quote ??= nodes[nodes.push(h("blockquote")) - 1]) : null;
      if (!quoted) quote = null;
      const row = h("span", { class: "line" }, inline(quoted ? line.slice(quoted[0].length) : line, names));
      if (!row.hasChildNodes()) row.append("\u00a0");
      (target ? (node) => target.append(node) : (node) => nodes.push(node))(row);
    }
  });
  return nodes;
}

function inline(text, names) {
  const nodes = [];
  let words = "";
  const flush = () => {
    if (words) nodes.push(emoji(plain(words)));
    words = "";
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "<") {
      const end = text.indexOf(">", at);
      if (end > at) {
        flush();
        nodes.push(control(text.slice(at + 1, end), names));
        at = end;
        continue;
      }
    }
    const end = sign === "`" || STYLES[sign] ? closing(text, at) : -1;
    if (end > 0) {
      flush();
      const inside = text.slice(at + 1, end);
      nodes.push(sign === "`" ? h("code", {}, plain(inside)) : h(STYLES[sign], {}, inline(inside, names)));
      at = end;
      continue;
    }
    words += sign;
  }
  flush();
  return nodes;
}

// Where the span that opens at `at` closes, or -1.
function closing(text, at) {
  const sign = text[at];
  if (at > 0 && NO_EDGE.test(text[at - 1])) return -1;
  if (at + 1 >= text.length || /\s|\u200b/.test(text[at + 1]) || text[at + 1] === sign) return -1;
  for (let end = text.indexOf(sign, at + 2); end > 0; end = text.indexOf(sign, end + 1)) {
    const after = text[end + 1] ?? " ";
    if (!/\s|\u200b/.test(text[end - 1]) && !WORD.test(after) && after !== "\u200b") return end;
  }
  return -1;
}

function control(inside, names) {
  const [target, label = ""] = inside.split(/\|(.*)/s);
  if (target.startsWith("@")) {
    const id = target.slice(1);
    return h("span", { class: "mention" }, `@${names[id] ?? (plain(label) || id)}`);
  }
  if (target.startsWith("!date^")) {
    const [, epoch, shape] = target.split("^");
    const at = Number(epoch) * 1000;
    return shape ? shape.replace(/\{date[^}]*\}/g, dateIn(at)).replace(/\{time[^}]*\}/g, clock(at)) : plain(label);
  }
  if (target.startsWith("!")) return h("span", { class: "mention" }, `@${target.slice(1)}`);
  if (target.startsWith("#")) return h("span", { class: "mention" }, `#${plain(label) || target.slice(1)}`);
  if (/^(https?|mailto|tel):/.test(target)) {
    return h("a", { href: plain(target), rel: "noreferrer noopener", target: "_blank" }, plain(label || target));
  }
  return plain(`<${inside}>`);
}

const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
const emoji = (text) => text.replace(/:([a-z_]+):/g, (whole, name) => EMOJI[name] ?? whole);
export const mark = (name) => EMOJI[name] ?? `:${name}:`;
