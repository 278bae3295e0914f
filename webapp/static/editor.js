// Writing a paper: saved while one types, kept in this browser until it is saved, and quick to type without a mouse.
"use strict";

(function () {
  const form = document.getElementById("editor");
  if (!form) return;

  const PAUSE = 800; // ms without a key before saving
  const LONGEST_PAUSE = 30_000; // ms between attempts while the server is away
  const place = "huizhi:" + form.dataset.place;
  const words = form.dataset;
  let changes = 0; // counts what was typed
  let saved = 0; // up to where it is saved
  let running = null; // the attempt under way
  let stopped = false; // somebody else changed the paper: nothing is sent any more
  let timer = 0;
  let wait = 1000;
  let onward = ""; // where the pressed button leads once everything is saved

  // What is typed is kept at once

  const fields = () => [...new FormData(form)].filter(([name]) => name !== "csrf_token");

  function keep() {
    const kept = { editor: form.editor.value, revision: form.revision.value, fields: fields() };
    try { localStorage.setItem(place, JSON.stringify(kept)); } catch { /* private window or full: the server has it soon */ }
  }

  function typed() {
    changes += 1;
    onward = "";
    keep();
    if (stopped) return;
    show(words.waiting, "is-waiting");
    plan(PAUSE);
  }

  form.addEventListener("input", (event) => {
    forgive(event.target);
    if (!event.isComposing) typed();
  });
  form.addEventListener("compositionend", typed);

  // Saving

  function plan(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  }

  // True once everything typed so far is saved.
  function save() {
    clearTimeout(timer);
    if (stopped) return Promise.resolve(false);
    if (!running) running = attempt().finally(() => { running = null; });
    return running.then((done) => (done && saved < changes ? save() : go(done)));
  }

  // On to where the pressed button leads, also when the first attempt to save had failed.
  function go(done) {
    if (done && onward) location.assign(onward);
    return done;
  }

  async function attempt() {
    const upTo = changes;
    const statuses = [...form.querySelectorAll("select[name$='-status']")].map((select) => [select.name, select.value]);
    show(words.saving, "is-waiting");
    let answer;
    try {
      answer = await fetch(form.action, {
        method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "HX-Request": "true" },
        signal: AbortSignal.timeout(15_000),
      });
    } catch {
      return again(words.retry);
    }
    const text = await answer.text().catch(() => "");
    if (!answer.ok) return refused(answer, text);
    if (!text.includes('id="save-state"')) return again(words.retry);
    const unknown = taken(text, statuses);
    saved = upTo;
    if (saved === changes && !unknown) localStorage.removeItem(place);
    form.dispatchEvent(new Event("saved"));
    return true;
  }

  function taken(text, statuses) {
    const state = parse(text).getElementById("save-state");
    form.revision.value = state.dataset.revision;
    for (const [name, value] of statuses) {
      const before = form.elements.namedItem(name + "-before");
      if (before) before.value = value;
    }
    for (const field of form.querySelectorAll("[data-refused]")) mark(field, false);
    // A name that nobody has cannot be saved: it stays on the page and in this browser.
    const unknown = state.dataset.unknown ? state.dataset.unknown.split(" ") : [];
    for (const name of unknown) for (const field of document.getElementsByName(name)) mark(field, field !== document.activeElement);
    if (unknown.length) onward = "";
    wait = 1000;
    show(state.textContent, state.className.replace("save-state", "").trim());
    return unknown.length > 0;
  }

  function refused(answer, text) {
    const sentence = (parse(text).querySelector(".alert") || { textContent: "" }).textContent.trim();
    const token = answer.headers.get("X-CSRFToken");
    if (token) {
      form.csrf_token.value = token;
      return again(sentence);
    }
    if (answer.status === 409 || answer.status === 422) onward = "";
    if (answer.status === 409) {
      stopped = true;
      show(sentence, "is-bad", link(words.reload));
      return false;
    }
    if (answer.status === 422) {
      const detail = JSON.parse(answer.headers.get("HX-Trigger") || "{}").refused;
      if (detail) for (const field of document.getElementsByName(detail.field)) mark(field, true);
      show(sentence, "is-bad");
      return false;
    }
    return again(answer.status < 500 && sentence ? sentence : words.retry);
  }

  function again(sentence) {
    show(sentence, "is-bad");
    plan(wait);
    wait = Math.min(2 * wait, LONGEST_PAUSE);
    return false;
  }

  window.addEventListener("online", () => { if (saved < changes) save(); });
  window.addEventListener("pagehide", () => { if (saved < changes) keep(); });

  // Save, Preview and Circulate: save first, then go on.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onward = (event.submitter && event.submitter.dataset.leads) || "";
    save();
  });

  function show(sentence, look, more) {
    const state = document.getElementById("save-state");
    if (state.textContent === sentence && !more) {
      state.className = "save-state " + look;
      return;
    }
    state.className = "save-state " + look;
    state.replaceChildren(sentence, ...(more ? [" ", more] : []));
  }

  function mark(field, wrong) {
    field.toggleAttribute("data-refused", wrong);
    if (wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    const details = field.closest("details");
    if (wrong && details) details.open = true;
  }

  // What kept the paper from going out is no longer said of a field once something else is written into it.
  function forgive(field) {
    const problem = document.getElementById(field.name + "-problem");
    if (!problem) return;
    problem.remove();
    field.removeAttribute("aria-describedby");
    mark(field, false);
  }

  function link(label) {
    const element = document.createElement("a");
    element.href = location.href;
    element.textContent = label;
    return element;
  }

  const parse = (text) => new DOMParser().parseFromString(text, "text/html");

  // Rows

  // Every list of rows names their kind; `data-enter="down"` makes Enter go down its columns.
  const lists = Object.fromEntries([...form.querySelectorAll("[data-rows]")].map((list) => [list.dataset.rows, list]));
  // Carried-over lines lie in a list of their own before the others.
  const rows = (kind) => [...form.querySelectorAll(`[data-row=${kind}]`)];
  const newKey = () => [...crypto.getRandomValues(new Uint8Array(8))].map((n) => n.toString(16).padStart(2, "0")).join("");

  function make(kind, key) {
    const pattern = document.getElementById(kind + "-pattern").innerHTML.replace(/(?<=["-])KEY(?=["-])/g, key);
    const holder = document.createElement("template");
    holder.innerHTML = pattern;
    const row = holder.content.querySelector("[data-row]");
    for (const element of row.querySelectorAll("[data-script]")) element.hidden = false;
    return row;
  }

  function add(kind) {
    const row = make(kind, newKey());
    lists[kind].append(row);
    return row;
  }

  // Where there is no Shift key at hand, Enter begins a new line in a longer text.
  const isTouched = matchMedia("(pointer: coarse)").matches;
  const firstField = (row) => row.querySelector("input:not([type=hidden]), textarea, select");

  // To a row that nothing is typed into yet, else to a new one.
  function goToNew(kind) {
    const blank = rows(kind).find((row, n, all) => all.slice(n).every(isBlank));
    firstField(blank || add(kind)).focus();
  }

  function after(row) {
    const all = rows(row.dataset.row);
    return all[all.indexOf(row) + 1];
  }

  function isBlank(row) {
    return [...row.querySelectorAll("input:not([type=hidden]), textarea, select")].every((field) => !field.value);
  }

  document.addEventListener("click", (event) => {
    const add = event.target.closest("[data-add]");
    if (add) goToNew(add.dataset.add);
    const remove = event.target.closest("[data-remove]");
    if (remove) takeAway(remove.closest("[data-row]"));
  });

  function takeAway(row) {
    const kind = row.dataset.row;
    const n = rows(kind).indexOf(row);
    row.remove();
    firstField(rows(kind)[n] || rows(kind)[n - 1] || add(kind)).focus();
    typed();
  }

  // Keys

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const adding = event.altKey && !event.ctrlKey && listFor(event.code);
    if (adding) {
      event.preventDefault();
      goToNew(adding);
    } else if ((event.ctrlKey || event.metaKey) && event.code === "KeyS") {
      event.preventDefault();
      save();
    } else if (event.key === "Enter" && event.target.closest && event.target.closest("[data-row]")) {
      enter(event, event.target.closest("[data-row]"));
    }
  });

  // The kind of rows that a key adds: where two lists share the key, the one that is being written.
  function listFor(code) {
    const buttons = [...document.querySelectorAll(`[data-add][data-key="${code}"]`)];
    const here = buttons.find((button) => lists[button.dataset.add].contains(document.activeElement));
    return (here || buttons[0] || { dataset: {} }).dataset.add;
  }

  function enter(event, row) {
    if (event.target.matches("button")) return;
    if (lists[row.dataset.row].dataset.enter === "down") {
      if (event.target.matches("textarea") && (event.shiftKey || isTouched)) return;
      event.preventDefault();
      if (complete(event.target)) down(row, event.target);
    } else if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      firstField(after(row) || add("topic")).focus();
    } else if (event.target.matches("input")) {
      event.preventDefault();
      row.querySelector("textarea").focus();
    }
  }

  // The beginning of one name becomes the whole name. False where it is nobody's or more than one person's.
  function complete(field) {
    if (!field.list || !field.value) return true;
    const names = [...field.list.options].map((option) => option.value);
    if (names.includes(field.value)) return true;
    const meant = names.filter((name) => name.startsWith(field.value));
    if (meant.length !== 1) return false;
    field.value = meant[0];
    typed();
    return true;
  }

  form.addEventListener("change", (event) => complete(event.target));

  // The same column one line below; after the last line a new one begins.
  function down(row, field) {
    const next = after(row);
    if (!next) return firstField(add(row.dataset.row)).focus();
    const column = field.name.split("-").pop();
    (isBlank(next) ? firstField(next) : next.querySelector("[name$='-" + column + "']") || firstField(next)).focus();
  }

  // Text that an earlier page could not save

  function recall() {
    let kept;
    try { kept = JSON.parse(localStorage.getItem(place)); } catch { kept = null; }
    if (!kept) return;
    // The revision is the one it was typed on, or the last change was that very page's own.
    if (kept.revision === form.revision.value || kept.editor === words.lastEditor) {
      putBack(kept.fields);
      typed();
      show(words.restored, "is-waiting");
    } else {
      offer(kept.fields);
    }
  }

  function putBack(list) {
    for (const kind of Object.keys(lists)) {
      const keys = list.filter(([name]) => name === kind).map(([, key]) => key);
      const known = new Map(rows(kind).map((row) => [row.querySelector(`input[name=${kind}]`).value, row]));
      for (const [key, row] of known) if (!keys.includes(key)) row.remove();
      for (const key of keys) if (!known.has(key)) lists[kind].append(make(kind, key));
      if (!keys.length) add(kind);
    }
    for (const [name, value] of list) {
      if (name in lists || ["editor", "revision", "person", "then"].includes(name) || name.endsWith("-status-before")) continue;
      const field = form.elements.namedItem(name);
      if (field && "value" in field) field.value = value;
    }
    for (const box of form.querySelectorAll("input[type=checkbox]")) {
      box.checked = list.some(([name, value]) => name === box.name && value === box.value);
    }
  }

  // Not put back over somebody else's change, but shown, so that it can be copied.
  function offer(list) {
    const readable = new RegExp(words.readable);
    const text = list.filter(([name, value]) => value && readable.test(name))
      .map(([, value]) => value).join("\n");
    if (!text) return localStorage.removeItem(place);
    const box = document.createElement("div");
    box.className = "alert alert-warning left-text";
    box.setAttribute("role", "status");
    const area = document.createElement("textarea");
    area.className = "form-control";
    area.readOnly = true;
    area.rows = Math.min(12, text.split("\n").length + 1);
    area.value = text;
    area.setAttribute("aria-label", words.left);
    const discard = document.createElement("button");
    discard.type = "button";
    discard.className = "btn btn-small";
    discard.textContent = words.discard;
    discard.addEventListener("click", () => { localStorage.removeItem(place); box.remove(); });
    const inner = document.createElement("div");
    inner.append(words.left, area, discard);
    box.append(inner);
    form.before(box);
  }

  recall();
  const problem = form.querySelector("[aria-invalid=true]");
  if (problem) problem.focus();
})();
