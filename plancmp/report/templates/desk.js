"use strict";
const part = (id) => document.getElementById(id);
let state = null, at = 0, busy = false;

const entry = () => state.waiting[at];
const mode = () => (!part("fields").readOnly ? "edit" : !part("asking").hidden ? "reject" : "look");

function show() {
  at = Math.max(0, Math.min(at, state.waiting.length - 1));
  const looked = state.total - state.waiting.length;
  part("bar").max = Math.max(state.total, 1);
  part("bar").value = looked;
  part("count").textContent = `${looked} / ${state.total}`;
  part("undo").disabled = !state.undo;
  part("wrong").textContent = state.wrong;
  part("desk").hidden = !state.waiting.length && !state.wrong;
  part("done").hidden = !!state.waiting.length || !!state.wrong;
  part("reasons").replaceChildren(...state.reasons.map((reason) => {
    const option = document.createElement("option");
    option.value = reason;
    return option;
  }));
  leave();
  if (!state.waiting.length) return;
  const { section, passages, about, remark, fields } = entry();
  part("about").textContent = about;
  part("section").textContent = section;
  part("remark").textContent = remark;
  part("fields").value = fields;
  part("text").replaceChildren(...passages.map(([words, kind]) => {
    if (!kind) return document.createTextNode(words);
    const mark = document.createElement("mark");
    mark.className = kind;
    mark.textContent = words;
    return mark;
  }));
  part("text").querySelector(".quote")?.scrollIntoView({ block: "nearest" });
}

function leave() {
  part("fields").readOnly = true;
  part("asking").hidden = true;
  part("reason").value = "";
  document.activeElement?.blur();
}

async function send(step, text = "") {
  if (busy) return;
  busy = true;
  part("wrong").textContent = "";
  try {
    const place = state.waiting.length ? entry().place : null;
    const body = JSON.stringify({ version: state.version, step, place, text });
    const answer = await fetch("step", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    const found = await answer.json();
    if (answer.ok) {
      state = found;
      at = found.at ?? at;
      show();
    } else {
      if (found.state) { state = found.state; show(); }
      part("wrong").textContent = found.wrong;
    }
  } catch {
    part("gone").hidden = false;
  } finally {
    busy = false;
  }
}

const act = {
  accept: () => send("accept"),
  edit: () => { part("fields").readOnly = false; part("fields").focus(); },
  reject: () => { part("asking").hidden = false; part("reason").focus(); },
  undo: () => send("undo"),
  next: () => { at += 1; if (at >= state.waiting.length) at = 0; show(); },
  back: () => { at -= 1; show(); },
};
const KEYS = { a: "accept", e: "edit", r: "reject", u: "undo", n: "next", p: "back" };

for (const [name, does] of Object.entries(act)) part(name).addEventListener("click", does);

document.addEventListener("keydown", (event) => {
  if (!state || event.isComposing || event.altKey || event.metaKey) return;
  if (mode() !== "look") {
    if (event.key === "Escape") { part("fields").value = entry().fields; leave(); }
    if (event.key !== "Enter") return;
    if (mode() === "edit" && event.ctrlKey) send("change", part("fields").value);
    if (mode() === "reject" && part("reason").value.trim()) send("reject", part("reason").value);
    return;
  }
  if (event.ctrlKey || event.repeat) return;
  const name = KEYS[event.key];
  if (!name || (!state.waiting.length && name !== "undo")) return;
  event.preventDefault();
  act[name]();
});

fetch("state").then((answer) => answer.json()).then((found) => { state = found; show(); });
