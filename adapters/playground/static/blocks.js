// Block Kit as DOM: exactly the JSON that Slack would get, in messages and in modals.

import { h } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { wall } from "./time.js";

const texts = (object, names) =>
  object.type === "mrkdwn" ? mrkdwn(object.text, names) : [object.text];

// `act(action_id, value)` is called when a button is pressed.
export function blocks(list, names, act) {
  return list.map((block) => one(block, names, act));
}

function one(block, names, act) {
  switch (block.type) {
    case "header":
      return h("h3", { class: "bk-header" }, block.text.text);
    case "section":
      return h("div", { class: "bk-section" },
        block.text ? h("div", { class: "bk-text" }, texts(block.text, names)) : null,
        block.fields ? h("div", { class: "bk-fields" },
          block.fields.map((field) => h("div", { class: "bk-text" }, texts(field, names)))) : null,
        block.accessory ? element(block.accessory, act) : null);
    case "context":
      return h("div", { class: "bk-context" },
        block.elements.map((part) => h("div", {}, part.text ? texts(part, names) : part.alt_text ?? "")));
    case "divider":
      return h("hr", { class: "bk-divider" });
    case "actions":
      return h("div", { class: "bk-actions" }, block.elements.map((part) => element(part, act)));
    case "input":
      return input(block);
    default:
      return h("p", { class: "bk-unknown" }, `(${block.type})`);
  }
}

function element(part, act) {
  switch (part.type) {
    case "button":
      if (part.url) {
        return h("a", { class: "bk-button", href: part.url, rel: "noreferrer noopener", target: "_blank" }, part.text.text);
      }
      return h("button", {
        type: "button",
        class: `bk-button ${part.style ?? ""}`,
        "data-action": part.action_id,
        "data-focus": part.action_id,
        onclick: async (event) => {
          const button = event.currentTarget;
          if (part.confirm && !window.confirm(part.confirm.text.text)) return;
          button.setAttribute("aria-busy", "true");
          await act(part.action_id, part.value ?? "");
          button.removeAttribute("aria-busy");
        },
      }, part.text.text);
    default:
      return field(part, false);
  }
}

function input(block) {
  const control = field(block.element, !block.optional);
  control.id = `in-${block.element.action_id}`;
  const group = block.element.type === "radio_buttons";
  const label = [block.label.text, block.optional ? h("small", {}, " optional") : null];
  return h(group ? "fieldset" : "div", { class: "bk-input" },
    group ? h("legend", {}, label) : h("label", { for: control.id }, label),
    control,
    block.hint ? h("p", { class: "bk-hint" }, block.hint.text) : null);
}

function field(part, required) {
  const base = { name: part.action_id, required };
  switch (part.type) {
    case "plain_text_input":
      return h(part.multiline ? "textarea" : "input", {
        ...base, rows: part.multiline ? 4 : null, maxlength: part.max_length ?? 3000,
        placeholder: part.placeholder?.text, value: part.initial_value ?? "",
      });
    case "static_select": {
      const options = part.options ?? part.option_groups.flatMap((group) => group.options);
      return h("select", base,
        part.initial_option ? null : h("option", { value: "" }, part.placeholder?.text ?? "Choose…"),
        options.map((option) => h("option", {
          value: option.value, selected: option.value === part.initial_option?.value,
        }, option.text.text)));
    }
    case "radio_buttons":
      return h("div", {}, part.options.map((option) => h("label", { class: "bk-radio" },
        h("input", { type: "radio", name: part.action_id, value: option.value, required,
          checked: option.value === part.initial_option?.value }), option.text.text)));
    case "datetimepicker":
      return h("input", {
        ...base, type: "datetime-local",
        value: part.initial_date_time ? wall(part.initial_date_time * 1000) : "",
      });
    default:
      return h("p", { class: "bk-unknown" }, `(${part.type})`);
  }
}

// The filled fields of a form drawn by `blocks`, by action id.
export function filled(form) {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}
