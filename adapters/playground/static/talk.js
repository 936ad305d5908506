// Talking to the server: every deed is a POST, every change comes back as a snapshot.

import { $ } from "./dom.js";

// Returns "" when it was taken, else what was wrong, which is also shown.
export async function send(path, body) {
  let wrong = "";
  try {
    const answer = await fetch(`/playground${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) wrong = (await answer.json()).error ?? "That did not work.";
  } catch {
    wrong = "Handrail does not answer. Is it still running?";
  }
  if (wrong) complain(wrong);
  return wrong;
}

let quiet = 0;

export function complain(words) {
  const banner = $("banner");
  banner.textContent = words;
  banner.hidden = false;
  clearTimeout(quiet);
  quiet = setTimeout(() => (banner.hidden = true), 8000);
}

// Call `draw` with each snapshot, for ever; `lost` when the stream breaks, until the next one.
export function listen(draw, lost) {
  const stream = new EventSource("/playground/events");
  stream.onmessage = (event) => draw(JSON.parse(event.data));
  stream.onerror = () => {
    lost();
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => listen(draw, lost), 2000);
  };
}
