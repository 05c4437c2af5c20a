// Copying a finding or a repaired reference; a page opened from disk may have no clipboard of the newer kind.
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "vh";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

// A line about a source copies from that source's own button: the text is in the page once.
function textFor(button) {
  if (!button.dataset.copyFrom) return button.dataset.copy;
  return byId("source-" + button.dataset.copyFrom).querySelector(".repair [data-copy]").dataset.copy;
}

async function copyFrom(button) {
  const done = await copyText(textFor(button));
  const label = button.dataset.label || button.textContent;
  button.dataset.label = label;
  button.textContent = done ? "Copied" : "Could not copy";
  say(button.textContent);
  setTimeout(() => {
    button.textContent = label;
  }, 1500);
}

function startCopying() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy], [data-copy-from]");
    if (button) copyFrom(button);
  });
}
