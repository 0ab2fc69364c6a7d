// Numbered choices by keyboard where scripts run: once the focus is among them, a digit presses the choice of that number.
// Only there, so that a key never does anything elsewhere. Every choice is a button and works without this.
document.addEventListener("keydown", (pressed) => {
  const choices = pressed.target.closest("[data-choices]");
  if (!choices || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return;
  const choice = choices.querySelector(`[data-key="${CSS.escape(pressed.key)}"]`);
  if (!choice || pressed.repeat) return;
  pressed.preventDefault();
  choice.click();
});
