// While a line is being compared, its frame on the page shows where it stands. Without scripts all else works the same.
const here = (line, is) => document.getElementById(line.dataset.frame)?.classList.toggle("is-here", is);

for (const line of document.querySelectorAll("[data-frame]")) {
  line.addEventListener("focusin", () => here(line, true));
  line.addEventListener("focusout", () => here(line, false));
}
const chosen = document.activeElement?.closest("[data-frame]");
if (chosen) here(chosen, true);

// A line has no line breaks: Enter confirms it, as in a field of one line. Without scripts the button does.
for (const field of document.querySelectorAll("[data-enter-confirms]")) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    field.form.requestSubmit();
  });
}

// A letter that is being read is looked for again, as the link above it does; never under somebody who has moved on.
if (document.querySelector("[data-being-read]")) setTimeout(() => location.reload(), 4000);
