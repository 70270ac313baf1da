(() => {
  "use strict";
  const form = document.getElementById("filter");
  const cards = [...document.querySelectorAll(".card")];
  const groups = [...document.querySelectorAll("[data-group]")];
  const count = document.getElementById("filter-count");
  if (form) {
    form.hidden = false;
    const apply = () => {
      const data = new FormData(form);
      const verdicts = new Set(data.getAll("verdict"));
      const article = data.get("article");
      const words = String(data.get("words") || "").toLowerCase().trim();
      let shown = 0;
      for (const card of cards) {
        const fits = verdicts.has(card.dataset.verdict)
          && (!article || card.dataset.article === article)
          && (!words || card.textContent.toLowerCase().includes(words));
        card.hidden = !fits;
        shown += fits ? 1 : 0;
      }
      for (const group of groups) {
        group.hidden = !group.querySelector(".card:not([hidden])");
        if (words && group.tagName === "DETAILS") group.open = !group.hidden;
      }
      count.textContent = `${shown} of ${cards.length} shown`;
    };
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    apply();
  }
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (let node = target; node; node = node.parentElement) {
      if (node.hidden) node.hidden = false;
      if (node.tagName === "DETAILS") node.open = true;
    }
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);
  reveal();
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open], .extra)")];
    for (const node of closed) node.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const node of closed) node.open = false;
  });
})();
