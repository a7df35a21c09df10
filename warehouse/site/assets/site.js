/* Search. Shards of the index are scripts, as a page that is opened from disk may not fetch data; see search.py. */
"use strict";
(() => {
  const root = document.body.dataset.root;
  const input = document.getElementById("q");
  const list = document.getElementById("found");
  const said = document.getElementById("said");
  const shown = 12;
  const scripts = new Map();
  const shards = new Map();
  let names = null;
  let chosen = -1;

  window.dragomanShards = (value) => { names = value; };
  window.dragomanShard = (prefix, entries) => { shards.set(prefix, entries); };

  const load = (file) => {
    if (!scripts.has(file)) {
      scripts.set(file, new Promise((resolve) => {
        const script = document.createElement("script");
        script.src = `${root}search/${file}`;
        script.onload = script.onerror = resolve;
        document.head.append(script);
      }));
    }
    return scripts.get(file);
  };

  const wordsOf = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  const find = async (words) => {
    await load("shards.js");
    const longest = words.reduce((one, other) => (other.length > one.length ? other : one));
    const prefixes = Object.keys(names || {}).filter(
      (prefix) => prefix.startsWith(longest) || `${longest} `.startsWith(prefix) || longest.startsWith(prefix));
    await Promise.all(prefixes.map((prefix) => load(names[prefix])));
    const found = new Map();
    for (const prefix of prefixes) {
      for (const entry of shards.get(prefix) || []) {
        const known = entry[1].split(" ");
        if (words.every((word) => known.some((one) => one.startsWith(word)))) found.set(entry[3], entry);
      }
    }
    return [...found.values()].sort((one, other) => other[4] - one[4] || (one[0] < other[0] ? -1 : 1));
  };

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const option = ([name, , detail, path], index) => {
    const item = document.createElement("li");
    item.id = `found-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const link = document.createElement("a");
    link.href = root + path;
    link.tabIndex = -1;
    const bold = document.createElement("bdi");
    bold.textContent = name;
    const small = document.createElement("small");
    small.textContent = detail;
    link.append(bold, small);
    item.append(link);
    return item;
  };

  const show = (entries) => {
    close();
    list.append(...entries.slice(0, shown).map(option));
    if (!entries.length) {
      const none = document.createElement("li");
      none.className = "none";
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.textContent = "Nobody of that name.";
      list.append(none);
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    said.textContent = entries.length > shown ? `${entries.length} found, ${shown} shown` : `${entries.length} found`;
  };

  const choose = (index) => {
    const items = [...list.querySelectorAll("li[id]")];
    if (!items.length) return;
    chosen = (index + items.length) % items.length;
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    items[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", items[chosen].id);
  };

  const search = async () => {
    const asked = input.value;
    const words = wordsOf(asked);
    if (words.join("").length < 2) return close();
    const entries = await find(words);
    if (input.value === asked) show(entries);
  };

  input.addEventListener("focus", () => load("shards.js"), { once: true });
  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter") list.querySelectorAll("li[id] a")[Math.max(chosen, 0)]?.click();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".search")) close(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.target.closest("input")) {
      event.preventDefault();
      input.focus();
    }
  });
  input.closest(".search").hidden = false;
})();
