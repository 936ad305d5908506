// Building and updating elements. Text is always set as text, so that no client's words become markup.

export const $ = (id) => document.getElementById(id);

// h("p", {class: "x", onclick: fn}, "words", node): an element with attributes, listeners and children.
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// Bring `parent` in line with `items` and touch only what differs, so that focus, selection and a screen reader's
// place survive a new snapshot. `make(item)` builds; whatever its drawing depends on must be in the item.
export function keyed(parent, items, keyOf, make) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  let before = parent.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item));
    const drawn = JSON.stringify(item);
    let node = old.get(key);
    old.delete(key);
    if (!node || node.drawn !== drawn) {
      const fresh = make(item);
      fresh.dataset.key = key;
      fresh.drawn = drawn;
      if (node) {
        carryFocus(node, fresh);
        if (before === node) before = fresh;
        node.replaceWith(fresh);
      } else {
        fresh.classList.add("fresh");
        parent.insertBefore(fresh, before);
      }
      node = fresh;
    }
    if (before === node) before = node.nextElementSibling;
    else parent.insertBefore(node, before);
  }
  for (const node of old.values()) node.remove();
}

// A redrawn card must not throw out somebody who was about to press its button.
function carryFocus(from, to) {
  const active = document.activeElement;
  if (!from.contains(active) || !active.dataset.focus) return;
  queueMicrotask(() => to.querySelector(`[data-focus="${CSS.escape(active.dataset.focus)}"]`)?.focus());
}

// Run `draw`, and if the reader was at the end before, stay at the end.
export function atEnd(box, draw) {
  const close = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  draw();
  if (close) box.scrollTop = box.scrollHeight;
}

export function grow(area) {
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight, 160)}px`;
}
