// A list of values to pick from: a summary that opens a search box over check boxes, each with its count.
function render({ model, el }) {
  const details = element("details", "pt-facet");
  const summary = element("summary");
  const search = element("input");
  const list = element("ul");
  const clear = element("button", "pt-clear");
  search.type = "search";
  search.placeholder = model.get("texts").search;
  search.setAttribute("aria-label", `${model.get("label")}: ${model.get("texts").search}`);
  clear.type = "button";
  clear.textContent = model.get("texts").clear;
  const inside = element("div", "pt-list");
  inside.append(search, list, clear);
  details.append(summary, inside);
  el.append(details);

  const names = () => Object.fromEntries(model.get("options").map((option) => [option.value, option.label]));
  function tell() {
    const picked = model.get("value");
    const first = picked.length ? names()[picked[0]] ?? picked[0] : model.get("texts").all;
    const rest = picked.length > 1 ? model.get("texts").more.replace("{count}", picked.length - 1) : "";
    summary.replaceChildren(element("span", "pt-label", model.get("label")), element("span", "pt-picked", first + rest));
    details.classList.toggle("pt-set", picked.length > 0);
    clear.hidden = picked.length === 0;
    for (const box of list.querySelectorAll("input")) box.checked = picked.includes(box.value);
  }
  function fill() {
    const words = search.value.toLowerCase();
    const found = model.get("options").filter((option) => option.label.toLowerCase().includes(words));
    list.replaceChildren(...found.slice(0, 200).map(line));
    search.hidden = model.get("options").length < 8;
    tell();
  }
  function line({ value, label, count }) {
    const box = element("input");
    box.type = "checkbox";
    box.value = value;
    const name = element("label");
    name.append(box, element("span", "", label), element("span", "pt-count", count));
    const item = element("li");
    item.append(name);
    return item;
  }
  function pick(values) {
    model.set("value", values);
    model.save_changes();
  }
  list.addEventListener("change", ({ target }) => {
    const others = model.get("value").filter((value) => value !== target.value);
    pick(target.checked ? [...others, target.value] : others);
  });
  clear.addEventListener("click", () => pick([]));
  search.addEventListener("input", fill);
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    details.open = false;
    summary.focus();
  });
  const away = (event) => details.contains(event.target) || (details.open = false);
  document.addEventListener("pointerdown", away);
  model.on("change:value", tell);
  model.on("change:options", fill);
  fill();
  return () => document.removeEventListener("pointerdown", away);
}

function element(tag, name = "", text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== "") made.textContent = text;
  return made;
}

export default { render };
