// The open form, as a dialog: the view's own blocks, title and button.

import { $, h } from "./dom.js";
import { blocks, filled } from "./blocks.js";
import { send } from "./talk.js";

let drawn = "";

export function drawModal(state) {
  const dialog = $("modal");
  const form = state.form;
  const key = JSON.stringify(form);
  if (key === drawn) return;
  drawn = key;
  if (!form) {
    dialog.close();
    return;
  }
  const names = Object.fromEntries(state.coaches.map((coach) => [coach.mention, coach.name]));
  const wrong = h("p", { class: "wrong", role: "alert", hidden: true });
  const fill = h("form", {
    onsubmit: async (event) => {
      event.preventDefault();
      const body = { view: form.kind, escalation: form.escalation, fields: filled(event.currentTarget) };
      const trouble = await send("/coach/submit", body);
      wrong.textContent = trouble;
      wrong.hidden = !trouble;
    },
  },
    h("h2", { id: "modal-title" }, form.view.title.text),
    blocks(form.view.blocks, names, (action, value) => send("/coach/press", { action, value })),
    wrong,
    h("div", { class: "modal-foot" },
      h("button", { type: "button", class: "quiet", onclick: () => send("/coach/close", {}) }, form.view.close?.text ?? "Cancel"),
      h("button", { type: "submit", class: "strong" }, form.view.submit?.text ?? "Submit")));
  dialog.replaceChildren(fill);
  if (!dialog.open) dialog.showModal();
}

export function startModal() {
  // Escape closes it as Cancel does, for the server too.
  $("modal").addEventListener("cancel", (event) => {
    event.preventDefault();
    send("/coach/close", {});
  });
}
