(() => {
  "use strict";
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const body = document.body.dataset;

  // --- what is drawn when it is opened: without a script, <noscript> shows it
  const draw = (details) => {
    for (const held of all(":scope > noscript", details)) {
      const box = document.createElement("div");
      box.innerHTML = held.textContent;
      held.replaceWith(box);
      ready(box);
      if (details.matches(".rest")) collect();
    }
  };
  const codeOf = (card) => (one("summary > code", card) || { textContent: "" }).textContent;
  const button = (what) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "act";
    made.dataset.copy = what;
    made.textContent = body[what];
    return made;
  };
  // What heads the parts of a place: as text, to be read aloud, found and copied. The style sheet stops showing it.
  const [why, write, carry, evidence, registry] = body.heads.split("|");
  const head = (selector, text, within, place) => {
    for (const part of all(selector, within)) {
      if (part.dataset.head) continue;
      part.dataset.head = "1";
      const made = document.createElement("b");
      made.className = "head";
      made.textContent = text;
      part[place](made, place === "prepend" ? " " : "");
    }
  };
  const headed = (within) => {
    head(".why", why, within, "before");
    head(".write:not(.rule)", write, within, "prepend");
    head(".carry", carry, within, "prepend");
    head(".card > div > .evidence", evidence, within, "before");
    head(".what > [lang|=en]", registry, within, "before");
  };
  document.documentElement.dataset.on = "";
  const ready = (within) => {
    for (const write of all(".write:not(.rule)", within)) {
      if (one("span", write)) continue;
      const say = document.createElement("span");
      say.append(...write.childNodes);
      write.append(say, button("say"));
    }
    headed(within);
    for (const id of all(".card .id", within)) {
      const card = id.closest(".card");
      if (card.matches(".unrated")) continue;
      const acts = document.createElement("p");
      acts.className = "acts";
      acts.append(button("link"));
      if (codeOf(card)) acts.append(button("waiver"));
      id.closest(".what").parentElement.append(acts);
    }
    document.dispatchEvent(new CustomEvent("drawn", { detail: within }));
  };
  // --- the filter; its state stands in the address
  const form = one("#filter");
  const cards = all("details.card");
  const known = new Map();
  // What a card may be asked for: what it says itself, its verdict, and whose article it is in.
  const tokensOf = (node) => {
    const tokens = new Set(node.dataset.f.split(" "));
    const article = node.closest("[data-a]");
    const verdict = node.className.match(/tone-(\w+)/);
    if (node.matches(".card") && article) tokens.add(`a:${article.dataset.a}`);
    if (node.matches(".card") && verdict) tokens.add(`v:${verdict[1]}`);
    return tokens;
  };
  let items, lines, groups, plain;
  const collect = () => {
    items = all("[data-f]").map((node) => {
      if (!known.has(node)) known.set(node, { node, tokens: tokensOf(node), text: null });
      return known.get(node);
    });
    // A line that names a place shows as long as its card does.
    lines = all(".places > li:not([data-f])").map((node) => ({ node, card: document.getElementById(one("a", node).hash.slice(1)) }));
    groups = all("[data-group], .first > li, .row:not([data-plain])").reverse();
    plain = all("[data-plain]");
  };
  collect();
  document.addEventListener("toggle", (event) => {
    if (event.target.open) draw(event.target);
  }, true);
  for (const details of all("details[open]")) draw(details);
  ready(document);
  const names = form ? all("select", form).map((select) => select.name) : [];
  const textOf = (item) => {
    if (item.text === null) {
      // What heads the parts is no text of a place: it would be found in all that are drawn.
      let node = item.node;
      if (one(".head", node)) {
        node = node.cloneNode(true);
        for (const made of all(".head", node)) made.remove();
      }
      item.text = node.textContent.replace(/<[^>]*>/g, " ").replace(/&#39;/g, "'").replace(/&#34;/g, '"')
        .replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&").toLowerCase();
    }
    return item.text;
  };
  const asked = () => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (String(value).trim()) query.set(name, String(value).trim());
    return query;
  };
  const drawAll = () => { for (const rest of all("details.rest")) draw(rest); };
  const undrawn = () => all("details.rest > noscript")
    .reduce((sum, held) => sum + held.textContent.split(" data-f=").length - 1, 0);
  let filtering = false;
  const apply = () => {
    const query = asked();
    filtering = [...query].length > 0;
    if (filtering) drawAll();
    const words = (query.get("q") || "").toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = names.filter((name) => query.get(name)).map((name) => `${name}:${query.get(name)}`);
    const per = new Map();
    let shown = 0, whole = 0;
    for (const item of items) {
      const found = words.every((word) => textOf(item).includes(word));
      const missed = wanted.filter((token) => !item.tokens.has(token));
      const fits = found && !missed.length;
      if (item.node.hidden === fits) item.node.hidden = !fits;
      whole += 1;
      shown += fits ? 1 : 0;
      if (!found || missed.length > 1) continue;
      // An option counts what would be shown if it were chosen instead of its neighbour.
      for (const token of item.tokens) {
        if (fits || token[0] === missed[0][0]) per.set(token, (per.get(token) || 0) + 1);
      }
    }
    if (!filtering) {
      const left = undrawn();
      shown += left;
      whole += left;
    }
    for (const line of lines) line.node.hidden = line.card.hidden;
    for (const group of groups) {
      group.hidden = filtering && !one(":is([data-f], .places > li):not([hidden])", group) && Boolean(one("[data-f], .places > li", group));
    }
    for (const row of plain) row.hidden = filtering;
    for (const select of all("select", form)) {
      for (const option of select.options) {
        if (!option.value) continue;
        option.dataset.text = option.dataset.text || option.textContent;
        const text = `${option.dataset.text} (${per.get(`${select.name}:${option.value}`) || 0})`;
        if (option.textContent !== text) option.textContent = text;
      }
    }
    one("#count").textContent = one("#count").dataset.shown.replace("{shown}", shown).replace("{all}", whole);
    one("#none").hidden = shown > 0;
    for (const details of filtering ? all("#first ~ * details, .first details") : []) details.open = true;
  };
  const remember = () => {
    const query = asked().toString();
    history.replaceState(null, "", query ? `#${query}` : location.pathname + location.search);
  };
  const recall = () => {
    const query = new URLSearchParams(location.hash.slice(1));
    for (const field of all("select, input", form)) {
      field.value = query.get(field.name) || "";
      if (field.tagName === "SELECT" && field.selectedIndex < 0) field.value = "";
    }
    apply();
  };
  const clear = () => {
    form.reset();
    apply();
    remember();
  };
  if (form) {
    form.hidden = false;
    let waiting = 0;
    form.addEventListener("input", () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => { apply(); remember(); });
    });
    // Who is about to filter sees the counts of everything.
    form.addEventListener("focusin", () => {
      if (undrawn()) {
        drawAll();
        apply();
      }
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => { if (event.isTrusted) setTimeout(() => { apply(); remember(); }); });
  }

  // --- addresses: a place, or a filter
  const reveal = () => {
    const hash = location.hash.slice(1);
    if (hash.includes("=") && form) {
      recall();
      one(cards.length ? "#claims" : "#first").scrollIntoView();
      return;
    }
    const within = hash && !document.getElementById(hash)
      && all("details.rest").find((rest) => rest.innerHTML.includes(`id="${hash}"`) || rest.textContent.includes(`id="${hash}"`));
    if (within) draw(within);
    const target = hash && document.getElementById(hash);
    if (!target) return;
    if (form && (target.hidden || target.closest("[hidden]"))) {
      form.reset();
      apply();
    }
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; draw(node); }
    }
    target.scrollIntoView();
    if (target.matches(".card")) one("summary", target).focus({ preventScroll: true });
  };
  window.addEventListener("hashchange", reveal);
  if (form) apply();
  reveal();

  // --- copying
  const copied = async (pressed, text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    if (!pressed) return;
    pressed.textContent = body.copied;
    setTimeout(() => { pressed.textContent = body[pressed.dataset.copy]; }, 1500);
  };
  const sentence = (node) => {
    const text = node.textContent.trim();
    const quoted = text.match(/["“„«]\s*(.+?)\s*["”“»][^"”“»]*$/s);
    return quoted ? quoted[1] : text;
  };
  const link = (card) => `${location.href.split("#")[0]}#${card.id}`;
  const waiver = (card) => [
    "waivers:",
    `  - rule: ${codeOf(card)}`,
    `    subject: ${JSON.stringify(one(".id", card).textContent)}`,
    `    reason: ${JSON.stringify(body.reason)}`,
    `    owner: ${JSON.stringify(body.owner)}`,
    `    until: ${body.until}`,
    "",
  ].join("\n");
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("button[data-copy]");
    if (!pressed) return;
    const card = pressed.closest(".card");
    const what = pressed.dataset.copy;
    if (what === "say") copied(pressed, sentence(one("span", pressed.parentElement)));
    if (what === "link") copied(pressed, link(card));
    if (what === "waiver") copied(pressed, waiver(card));
  });

  // --- on paper a broad picture is too small to read: its table stands there instead
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = all(".broad > details:not([open])");
    for (const table of opened) {
      table.open = true;
      draw(table);
    }
  });
  window.addEventListener("afterprint", () => { for (const table of opened) table.open = false; });

  // --- keys
  const step = (by) => {
    const there = all("details.card, #first ol > li").filter((node) => node.offsetParent !== null
      && (node.matches(".card") === Boolean(cards.length)));
    if (!there.length) return;
    const now = there.findIndex((node) => node.contains(document.activeElement));
    const next = there[now < 0 ? (by > 0 ? 0 : there.length - 1) : Math.min(Math.max(now + by, 0), there.length - 1)];
    const target = one("summary, a", next) || next;
    target.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input, select, textarea");
    if (event.key === "Escape" && form) {
      clear();
      document.activeElement.blur();
      return;
    }
    if (typing) return;
    const card = document.activeElement && document.activeElement.closest(".card");
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/" && form) one("input[name=q]", form).focus();
    else if (event.key === "o" && card) card.open = !card.open;
    else if (event.key === "l" && card) copied(one("[data-copy=link]", card), link(card));
    else if (event.key === "c" && card) {
      draw(card);
      const say = one(".write > span", card);
      if (say) copied(one("[data-copy=say]", card), sentence(say));
    } else return;
    event.preventDefault();
  });
})();
