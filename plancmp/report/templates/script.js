"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const lang = () => (root.lang === "en" ? "en" : "zh");

  const speak = (to) => {
    root.lang = to === "en" ? "en" : "zh-CN";
    for (const one of all("[data-zh]")) one.textContent = one.dataset[to];
    for (const button of all("[data-lang]")) button.setAttribute("aria-pressed", String(button.dataset.lang === to));
  };
  for (const button of all("[data-lang]")) button.addEventListener("click", () => speak(button.dataset.lang));

  const form = document.querySelector(".filter");
  const wanted = () => ({
    p: form.elements["by-place"].value,
    t: form.elements["by-theme"].value,
    v: form.elements["by-verdict"].value,
  });
  const fits = (one, want) =>
    ["p", "t", "v"].every((key) => !want[key] || one.dataset[key] === undefined || one.dataset[key].split(" ").includes(want[key]));
  const showNode = (node, want) => {
    const below = all(":scope > .nodes > .node", node).map((child) => showNode(child, want));
    const shown = fits(node, want) || below.includes(true);
    node.hidden = !shown;
    return shown;
  };
  const filter = () => {
    const want = wanted();
    for (const list of all(".nodes.flat")) for (const node of all(":scope > .node", list)) showNode(node, want);
    for (const row of all(".row")) {
      const below = all(":scope > .nodes > .node", row).map((node) => showNode(node, want));
      const upper = row.querySelector(":scope > div.frame");
      row.hidden = !(below.includes(true) || (upper !== null && fits(upper, want)));
    }
    for (const one of all(".f")) one.hidden = !fits(one, want);
    for (const group of all(".group")) group.hidden = all(".node, .f", group).every((one) => one.hidden);
    for (const note of all(".nothing")) note.hidden = all(".row", note.parentElement).some((row) => !row.hidden);
    document.getElementById("shown").textContent = String(all("tr.line").filter((line) => !line.hidden).length);
  };
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));

  const keyOf = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.k ?? cell.innerText.trim();
  };
  for (const button of all(".sort")) {
    button.addEventListener("click", () => {
      const head = button.closest("th");
      const up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of all("th[aria-sort]", head.parentElement)) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const body = head.closest("table").tBodies[0];
      const order = new Intl.Collator(lang() === "zh" ? "zh-Hans-CN" : "en", { numeric: true }).compare;
      const column = Number(button.dataset.column);
      const rows = [...body.rows].map((row) => [keyOf(row, column), row]);
      rows.sort(([a], [b]) => (up ? 1 : -1) * (a !== "" && b !== "" && !isNaN(a) && !isNaN(b) ? a - b : order(a, b)));
      body.append(...rows.map(([, row]) => row));
    });
  }

  for (const [name, open] of [["unfold", true], ["fold", false]]) {
    for (const button of all(`[data-${name}]`)) {
      button.addEventListener("click", () => {
        for (const one of all("details", document.getElementById(button.dataset[name]))) one.open = open;
      });
    }
  }

  const reveal = () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* as it stands */ }
    const target = name && document.getElementById(name);
    if (!target) return;
    if (target.closest("[hidden]")) { form.reset(); for (const one of form.elements) if (one.tagName === "SELECT") one.value = ""; filter(); }
    for (let one = target; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
    for (const old of all(".hit")) old.classList.remove("hit");
    if (target.tagName !== "DETAILS") return;
    target.classList.add("hit");
    target.scrollIntoView({ block: "center" });
    target.querySelector("summary").focus({ preventScroll: true });
  };
  addEventListener("hashchange", reveal);
  addEventListener("load", () => setTimeout(reveal)); // after the browser's own jump, which takes the focus away
  for (const link of all('a[href^="#"]')) link.addEventListener("click", () => setTimeout(reveal));

  for (const one of all(".langs, .filter, .acts")) one.hidden = false;
  const asked = new URLSearchParams(location.search).get("lang");
  speak(asked === "zh" || asked === "en" ? asked : lang());
  filter();
  reveal();
})();
