// Added to a page as it is served: it follows the sources, and shows what keeps them from it.
const { mark } = document.currentScript.dataset;
const panel = document.createElement("div");
const inside = panel.attachShadow({ mode: "open" });
inside.innerHTML = `<link rel="stylesheet" href="/_serve/follow.css">
<section id="errors" role="alert" tabindex="-1" hidden></section>
<div role="status"><p id="unreleased"></p><p id="busy"></p></div>`;
const errors = inside.getElementById("errors");
const unreleased = inside.getElementById("unreleased");
const busy = inside.getElementById("busy");
document.body.append(panel);

function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

function row({ where, field, what, hint }) {
  const place = element("code", field ? `${where}: ${field}` : where);
  return element("li", "", place, element("p", what), element("p", hint));
}

function show(told) {
  if (told.mark !== mark && !told.failure) {
    location.reload();
    return;
  }
  panel.lang = told.lang;
  unreleased.textContent = told.unreleased;
  busy.textContent = told.busy;
  errors.hidden = !(told.title || told.failure);
  errors.replaceChildren();
  if (told.failure) errors.append(element("p", told.failure));
  if (told.title) errors.append(element("h2", told.title), element("ul", "", ...told.problems.map(row)));
}

let heard;
function listen() {
  heard?.close();
  heard = undefined;
  if (document.visibilityState !== "visible") return;
  heard = new EventSource(`/_serve/events?path=${encodeURIComponent(location.pathname)}`);
  heard.addEventListener("message", (event) => show(JSON.parse(event.data)));
}
addEventListener("pagehide", () => heard?.close());
addEventListener("pageshow", listen);
document.addEventListener("visibilitychange", listen);
listen();
