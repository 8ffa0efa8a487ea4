// A piece of HTML whose marks can be reached: those of an article tell what they say, those of a chart open their fact.
function render({ model, el }) {
  const box = document.createElement("div");
  const told = document.createElement("div");
  box.className = "pt-panel";
  box.tabIndex = 0;
  told.className = "pt-told";
  told.setAttribute("aria-live", "polite");
  el.append(box, told);

  function draw() {
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", model.get("label"));
    box.innerHTML = model.get("html");
    tell();
    for (const mark of box.querySelectorAll("mark[title]")) mark.tabIndex = 0;
    for (const mark of box.querySelectorAll("svg g[id^='claim-']")) reach(mark);
    box.querySelector("svg")?.setAttribute("role", "group"); // an image may hold nothing that can be pressed
    const sought = box.querySelector(".sought");
    box.scrollTop = sought ? sought.offsetTop - box.offsetTop - box.clientHeight / 3 : 0;
  }
  function tell(text = "") {
    told.textContent = text || model.get("hint");
    told.hidden = !told.textContent;
    told.classList.toggle("pt-details", text !== "");
  }
  function open(target) {
    const mark = target.closest("svg g[id^='claim-']");
    if (mark) model.send({ mark: mark.id });
  }
  box.addEventListener("focusin", ({ target }) => target.matches("mark[title]") && tell(target.title));
  box.addEventListener("click", ({ target }) => {
    open(target);
    const mark = target.closest("mark[title]");
    if (mark) tell(mark.title);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    if (!event.target.closest("svg")) return;
    event.preventDefault();
    open(event.target);
  });
  model.on("change:html", draw);
  model.on("change:busy", () => box.setAttribute("aria-busy", model.get("busy")));
  draw();
  const keep = (event) => keepKeys(event); // one of its own, so that another panel's end does not take it away
  window.addEventListener("keydown", keep, true);
  return () => window.removeEventListener("keydown", keep, true);
}

// A mark of several parts is one stop of the tab key: only its first part has an id without a number after a point.
function reach(mark) {
  if (/\.\d+$/.test(mark.id)) return;
  mark.setAttribute("tabindex", "0");
  mark.setAttribute("role", "button");
  mark.setAttribute("aria-label", mark.querySelector("title")?.textContent ?? mark.id);
}

// Plain keys are for the explorer: JupyterLab would move between cells, or delete one on "d d". It asks the element that
// has the focus, and does so in the capturing phase, which only the window comes before.
function keepKeys(event) {
  if (!event.target.closest?.(".pt-explorer")) return;
  event.target.toggleAttribute("data-lm-suppress-shortcuts", !event.ctrlKey && !event.metaKey && !event.altKey);
}

export default { render };
