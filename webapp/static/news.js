// Keeps an open project page quiet while nobody looks at it, and asks at once when somebody looks again.
"use strict";

(function () {
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && event.detail.elt.id === "news") event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    const news = document.getElementById("news");
    if (news && !document.hidden) htmx.trigger(news, "look");
  });
  // A server that is away for a moment is no news: the next second asks again.
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(name, (event) => {
      if (event.detail.elt.id === "news") event.stopImmediatePropagation();
    }, true);
  }
})();
