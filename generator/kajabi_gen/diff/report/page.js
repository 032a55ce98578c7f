"use strict";
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const form = byId("filters");
  const search = byId("search");
  const group = byId("group");
  const changes = all(".change").map((element) => ({ element, text: element.textContent.toLowerCase() }));
  const sections = all(".group");

  const checked = (name) => new Set(all(`input[name=${name}]:checked`, form).map((box) => box.value));

  function apply() {
    const wires = checked("wire");
    const sdks = checked("sdk");
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { element, text } of changes) {
      const fits =
        wires.has(element.dataset.wire) &&
        sdks.has(element.dataset.sdk) &&
        (!group.value || element.parentElement.id === group.value) &&
        words.every((word) => text.includes(word) || element.parentElement.dataset.name.includes(word));
      element.hidden = !fits;
      shown += fits;
    }
    for (const section of sections) {
      section.hidden = !section.querySelector(".change:not([hidden])");
      const link = document.querySelector(`nav a[href="#${section.id}"]`);
      link.parentElement.hidden = section.hidden;
    }
    byId("nothing").hidden = shown > 0 || changes.length === 0;
    const noun = changes.length === 1 ? "change" : "changes";
    byId("state").textContent = shown === changes.length ? `${shown} ${noun}` : `${shown} of ${changes.length} ${noun}`;
    byId("clear").hidden = shown === changes.length;
  }

  function theme() {
    const button = byId("theme");
    const system = matchMedia("(prefers-color-scheme: dark)");
    let chosen = null;
    try {
      chosen = localStorage.getItem("kajabi-gen-theme");
    } catch {
      // a page opened from a file may have no storage
    }
    const isDark = () => (chosen ? chosen === "dark" : system.matches);
    const show = () => {
      if (chosen) document.documentElement.dataset.theme = chosen;
      button.textContent = isDark() ? "Light" : "Dark";
      button.setAttribute("aria-label", `Use the ${isDark() ? "light" : "dark"} theme`);
    };
    button.addEventListener("click", () => {
      chosen = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("kajabi-gen-theme", chosen);
      } catch {
        // then the choice holds until the page is closed
      }
      show();
    });
    system.addEventListener("change", show);
    button.hidden = false;
    show();
  }

  for (const section of sections) section.dataset.name = section.querySelector("h2").firstChild.textContent.toLowerCase();
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  byId("clear").addEventListener("click", () => {
    form.reset();
    apply();
    search.focus(); // the button goes, and the focus must not go with it
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && event.target === search) {
      search.value = "";
      apply();
    }
  });
  addEventListener("beforeprint", () => all("details").forEach((element) => (element.open = true)));
  theme();
  apply();
})();
