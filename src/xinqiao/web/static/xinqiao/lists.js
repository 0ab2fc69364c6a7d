// Lists by keyboard where scripts run: once the focus is in a list, j and k go down and up its entries, Home and End to
// its ends. Only there, so that a key never does anything elsewhere. Every entry is a link and works without this.
const entriesOf = (list) => [...list.querySelectorAll("[data-entry]")];
const steps = { j: (at) => at + 1, k: (at) => at - 1, Home: () => 0, End: (_at, last) => last };

document.addEventListener("keydown", (pressed) => {
  const list = pressed.target.closest("[data-entries]");
  const step = steps[pressed.key];
  if (!list || !step || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return;
  if (pressed.target.closest("input, textarea, select")) return;
  const entries = entriesOf(list);
  const here = entries.findIndex((entry) => entry === pressed.target || entry.closest("tr, li").contains(pressed.target));
  const next = entries[Math.min(entries.length - 1, Math.max(0, step(here, entries.length - 1)))];
  pressed.preventDefault();
  next?.focus();
});
