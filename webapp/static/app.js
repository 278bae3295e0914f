// What makes the pages more comfortable where scripts run. Every page works without this file.
"use strict";

(function () {
  const notice = () => document.getElementById("notice");

  function tell(sentence, kind) {
    const box = document.createElement("div");
    box.className = "alert alert-" + kind;
    box.setAttribute("role", kind === "danger" ? "alert" : "status");
    box.textContent = sentence;
    notice().replaceChildren(box);
  }

  // A sentence that the server sends along with a fragment.
  document.addEventListener("notice", (event) => tell(event.detail.value, "success"));

  // A refusal names the field it is about.
  document.addEventListener("refused", (event) => {
    const field = document.getElementsByName(event.detail.field)[0];
    if (!field) return;
    field.setAttribute("aria-invalid", "true");
    field.addEventListener("input", () => field.removeAttribute("aria-invalid"), { once: true });
    field.focus();
  });

  // An answer that says where it belongs is shown there, whatever its status.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const answer = event.detail.xhr;
    if (answer.status >= 400 && answer.getResponseHeader("HX-Retarget")) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === notice()) notice().scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("htmx:responseError", () => tell(notice().dataset.failed, "danger"));
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, () => tell(notice().dataset.unreachable, "danger"));
  }

  // After a log-in in another tab this page goes on with the token that the server hands out.
  document.addEventListener("htmx:afterRequest", (event) => {
    const token = event.detail.xhr && event.detail.xhr.getResponseHeader("X-CSRFToken");
    if (!token) return;
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
    for (const field of document.getElementsByName("csrf_token")) field.value = token;
  });

  // Ask before what cannot be taken back; capture, so that htmx does not send first.
  document.addEventListener("submit", (event) => {
    const question = event.target.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  // A new meeting is called after its kind, as long as nobody has typed another title; weekly ones have a series.
  document.addEventListener("change", (event) => {
    const kind = event.target;
    if (!kind.matches("[data-titles] [name=kind]")) return;
    const { title, series } = kind.form.elements;
    const isWeekly = kind.value === "weekly";
    const names = [title.defaultValue, ...[...kind.options].map((option) => option.text)];
    if (names.includes(title.value)) title.value = isWeekly ? title.defaultValue : kind.selectedOptions[0].text;
    if (["", series.defaultValue].includes(series.value)) series.value = isWeekly ? series.defaultValue : "";
  });

  // Long lists of people get a field that narrows them.
  function addFilter(select) {
    if (select.options.length < 12 || select.dataset.filtered) return;
    select.dataset.filtered = "yes";
    const field = document.createElement("input");
    field.type = "search";
    field.className = "form-control select-filter";
    field.placeholder = select.dataset.filter;
    field.setAttribute("aria-label", select.dataset.filter);
    field.addEventListener("input", () => narrow(select, field.value.trim().toLowerCase()));
    select.before(field);
  }

  function narrow(select, words) {
    let first = null;
    for (const option of select.options) {
      const group = option.parentElement.label || "";
      option.hidden = Boolean(option.value) && !(option.text + " " + group).toLowerCase().includes(words);
      if (option.value && !option.hidden && !first) first = option;
    }
    if (words && first) select.value = first.value;
  }

  // A chart wider than the screen opens where today is.
  function showToday(chart) {
    const [today, bars] = [chart.querySelector(".gantt-today"), chart.querySelector(".gantt-bars")];
    if (!today) return;
    const names = bars.offsetLeft - chart.firstElementChild.offsetLeft;
    const middle = chart.getBoundingClientRect().left + (names + chart.clientWidth) / 2;
    chart.scrollLeft += today.getBoundingClientRect().left - middle;
  }

  function enhance(root) {
    for (const select of root.querySelectorAll("select[data-filter]")) addFilter(select);
    for (const element of root.querySelectorAll("[data-print], [data-script]")) element.hidden = false;
    for (const chart of root.querySelectorAll(".chart")) showToday(chart);
  }

  document.addEventListener("DOMContentLoaded", () => enhance(document));
  document.addEventListener("htmx:load", (event) => enhance(event.target));
})();
