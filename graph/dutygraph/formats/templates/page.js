
// The page says everything without this. It adds sorting, a filter, and opens all details for the printer.
(() => {
  "use strict";
  const lang = document.documentElement.lang;

  const make = (tag, attributes, text) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text) element.textContent = text;
    return element;
  };

  const value = (body, place) => {
    const cell = body.rows[0].cells[place];
    return cell.dataset.order ?? cell.textContent.trim();
  };

  // Empty cells stand last in both directions: not known is neither more nor less.
  const compare = (direction, isNumber) => ([a], [b]) => {
    if (a === "" || b === "") return (a === "") - (b === "");
    return direction * (isNumber ? Number(a) - Number(b) : a.localeCompare(b, lang, { numeric: true }));
  };

  const sort = (table, place) => {
    const heads = [...table.tHead.rows[0].cells];
    const direction = heads[place].getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const head of heads) head.removeAttribute("aria-sort");
    heads[place].setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
    const rows = [...table.tBodies].map((body) => [value(body, place), body]);
    const isNumber = rows.every(([text, body]) => text === "" || "order" in body.rows[0].cells[place].dataset);
    rows.sort(compare(direction, isNumber));
    table.append(...rows.map(([, body]) => body));
  };

  const filter = (answer, table) => {
    const total = table.tBodies.length;
    const controls = make("div", { class: "controls" });
    const label = make("label", {}, answer.dataset.filter);
    const input = make("input", { type: "search", autocomplete: "off" });
    const count = make("p", { role: "status" });
    const texts = new Map([...table.tBodies].map((body) => [body, body.rows[0].textContent.toLocaleLowerCase(lang)]));
    const tell = () => {
      const words = input.value.toLocaleLowerCase(lang).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [body, text] of texts) {
        body.hidden = !words.every((word) => text.includes(word));
        shown += body.hidden ? 0 : 1;
      }
      count.textContent = answer.dataset.count.replace("{shown}", shown).replace("{all}", total);
    };
    input.addEventListener("input", tell);
    label.append(input);
    controls.append(label, count);
    table.parentElement.before(controls);
    tell();
  };

  for (const answer of document.querySelectorAll(".answer")) {
    const table = answer.querySelector("table.rows");
    if (!table) continue;
    answer.classList.add("sorting");
    [...table.tHead.rows[0].cells].forEach((head, place) => {
      const button = make("button", { type: "button" }, head.textContent);
      button.addEventListener("click", () => sort(table, place));
      head.replaceChildren(button);
    });
    filter(answer, table);
  }

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
})();
