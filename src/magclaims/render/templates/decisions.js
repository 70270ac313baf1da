(() => {
  "use strict";
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const data = one("#known");
  const { articles, places: known } = JSON.parse(data.content.textContent);
  const bar = one("#decisions");
  // Served by `serve`, it takes decisions itself; they then outlive the report.
  const served = document.body.dataset.kept;
  const kept = `magclaims:${served || data.dataset.at}`;

  // --- what was decided, by place; kept while the report is the same, other pages of it among them
  let made = {};
  const load = () => {
    try {
      made = JSON.parse(localStorage.getItem(kept)) || {};
    } catch {
      // Without storage a decision lasts as long as the page is open.
    }
  };
  const save = () => {
    try {
      localStorage.setItem(kept, JSON.stringify(made));
    } catch {
      // As above.
    }
  };
  const isOne = (d) => Boolean(d.reviewed || d.approved || d.comment || d.accepted
    || (d.waiver && d.waiver.reason && d.waiver.until));
  const count = () => {
    const number = Object.values(made).filter(isOne).length;
    bar.hidden = number === 0;
    const told = one("output", bar);
    told.textContent = told.dataset.text.replace("{number}", number);
    for (const [place, decision] of Object.entries(made)) {
      const node = document.getElementById(place);
      if (node) node.classList.toggle("decided", isOne(decision));
    }
  };
  const decision = (place) => {
    const card = document.getElementById(place);
    const [article, state, claim = one(".id", card).textContent, quote = one("q", card).textContent] = known[place];
    return { claim, article: articles[article], quote, state };
  };

  const ruleOf = (card) => (one("summary > code", card) || { textContent: "" }).textContent;

  // --- the form of a place, made when the place is drawn
  const proposed = (card) => {
    const say = one(".write > span", card);
    const text = say ? say.textContent.trim() : "";
    const quoted = text.match(/["“„«]\s*(.+?)\s*["”“»][^"”“»]*$/s);
    return quoted ? quoted[1] : "";
  };
  const read = (form, place) => {
    const field = (name) => one(`[name=${name}]`, form);
    const found = decision(place);
    if (field("reviewed").checked) found.reviewed = true;
    if (field("accept").checked && field("accepted").value.trim()) found.accepted = field("accepted").value.trim();
    if (field("waive").checked) {
      found.waiver = { rule: ruleOf(document.getElementById(place)), reason: field("reason").value.trim(), until: field("until").value };
    }
    if (field("comment").value.trim()) found.comment = field("comment").value.trim();
    return found;
  };
  const unfold = (form) => {
    for (const node of all("[data-with]", form)) node.hidden = !one(`[name=${node.dataset.with}]`, form).checked;
  };
  const fill = (form, place) => {
    const field = (name) => one(`[name=${name}]`, form);
    const card = form.closest(".card");
    const before = made[place] || {};
    const waiver = before.waiver || {};
    field("reviewed").checked = Boolean(before.reviewed);
    field("accept").checked = Boolean(before.accepted);
    field("accepted").value = before.accepted || proposed(card);
    field("waive").checked = Boolean(before.waiver);
    field("reason").value = waiver.reason || "";
    field("until").value = waiver.until || document.body.dataset.until;
    field("until").min = data.dataset.at.slice(0, 10);
    field("comment").value = before.comment || "";
    if (!ruleOf(card)) one("[data-for=rule]", form).hidden = true;
    unfold(form);
  };
  const ready = (within) => {
    for (const id of all(".card .id", within)) {
      const card = id.closest(".card");
      if (!known[card.id] || one(".decide", card) || card.matches(".unrated")) continue;
      const form = one("#decide").content.firstElementChild.cloneNode(true);
      id.closest(".what").parentElement.append(form);
      fill(form, card.id);
    }
  };
  document.addEventListener("drawn", (event) => ready(event.detail));
  document.addEventListener("input", (event) => {
    const form = event.target.closest(".decide");
    if (!form) return;
    const place = form.closest(".card").id;
    unfold(form);
    made[place] = read(form, place);
    save();
    count();
  });
  for (const draft of all(".draft[data-complete]")) {
    const label = one("#approve").content.firstElementChild.cloneNode(true);
    const box = one("input", label);
    draft.append(label);
    box.addEventListener("change", () => {
      made[draft.id] = { ...decision(draft.id), approved: box.checked };
      save();
      count();
    });
  }
  const refill = () => {
    for (const form of all(".decide")) fill(form, form.closest(".card").id);
    for (const draft of all(".draft[data-complete]")) {
      one("input", draft).checked = Boolean((made[draft.id] || {}).approved);
    }
  };

  // --- what is made of them
  const decided = () => Object.values(made).filter(isOne).map(({ waiver, ...rest }) => (
    waiver && waiver.reason && waiver.until ? { ...rest, waiver } : rest));
  const written = () => JSON.stringify({
    schema: 1, kind: "magclaims-decisions", checked_at: data.dataset.at, decisions: decided(),
  }, null, 1);
  if (!served) one("[name=download]", bar).addEventListener("click", () => {
    load();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([written()], { type: "application/json" }));
    link.download = `decisions-${data.dataset.at.slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
  });
  one("[name=discard]", bar).addEventListener("click", (event) => {
    if (!window.confirm(event.target.dataset.ask)) return;
    for (const place of Object.keys(made)) {
      const node = document.getElementById(place);
      if (node) node.classList.remove("decided");
    }
    made = {};
    save();
    refill();
    count();
  });
  // --- what a server is told; it answers in the language of the page
  const send = async (where, what) => {
    let answer, told;
    try {
      answer = await fetch(where, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ schema: 1, ...what }),
      });
      told = await answer.json();
    } catch {
      throw Object.assign(new Error(document.body.dataset.alone), { language: "" });
    }
    // What nobody foresaw is told in English.
    if (!answer.ok) throw Object.assign(new Error(told.error), { language: answer.status === 409 ? "" : "en" });
    return told;
  };
  const told = one("#told");
  const paragraph = (text, language = "") => {
    const p = document.createElement("p");
    p.textContent = text;
    if (language) p.lang = language;
    return p;
  };
  const tell = (...paragraphs) => {
    one("div", told).replaceChildren(...paragraphs);
    told.hidden = !paragraphs.length;
  };
  // The page is asked for again once something is saved; what was open and told stays.
  const again = (place, lines) => {
    const open = all("details.card[open]").map((card) => card.id);
    sessionStorage.setItem(`${kept}:then`, JSON.stringify({ lines, open }));
    if (place) history.replaceState(null, "", `#${place}`);
    location.reload();
  };
  if (served) {
    const { lines, open } = JSON.parse(sessionStorage.getItem(`${kept}:then`) || '{"lines":[],"open":[]}');
    sessionStorage.removeItem(`${kept}:then`);
    for (const id of open) {
      const card = document.getElementById(id);
      if (card) card.open = true;
    }
    tell(...lines.map((line) => paragraph(line)));
    one("button", told).addEventListener("click", () => { told.hidden = true; });
    one("[name=save]", bar).addEventListener("click", async (event) => {
      load();
      const places = Object.keys(made).filter((place) => isOne(made[place]));
      event.target.disabled = true;
      try {
        const answer = await send("decisions", JSON.parse(written()));
        const refused = new Set(answer.refused);
        places.forEach((place, index) => { if (!refused.has(index)) delete made[place]; });
        save();
        again(places.find((place) => known[place]), answer.lines);
      } catch (error) {
        event.target.disabled = false;
        tell(paragraph(document.body.dataset.failed), paragraph(error.message, error.language));
      }
    });
    document.addEventListener("submit", async (event) => {
      const form = event.target.closest("form.rate");
      if (!form) return;
      event.preventDefault();
      const card = form.closest(".card");
      try {
        await send("ratings", { kind: "magclaims-rating", ...decision(card.id), own: new FormData(form).get("own") });
        again(card.id, []);
      } catch (error) {
        one("output", form).replaceChildren(paragraph(error.message, error.language));
      }
    });
  }
  load();
  ready(document);
  refill();
  count();
})();
