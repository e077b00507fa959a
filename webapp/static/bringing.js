/* Confirms values by keyboard: Enter takes one and goes on. Without it every value has its tick and its field. */
(() => {
  "use strict";
  const form = document.getElementById("confirm");
  const cards = [...form.querySelectorAll(".read-value")];
  if (!cards.length) return;
  document.getElementById("keys").hidden = false;

  const tick = (card) => card.querySelector("input[name=take]");
  const first = (card) => card.querySelector("input:not([type=hidden]), select, textarea");

  const go = (place) => {
    if (place < 0) return;
    const target = place < cards.length ? first(cards[place]) : form.querySelector("button[type=submit]");
    target.focus();
    (cards[place] || target).scrollIntoView({ block: "nearest" });
    if (target.select && target.type !== "checkbox") target.select();
  };

  cards.forEach((card, place) => {
    card.addEventListener("input", (event) => {
      if (event.target !== tick(card)) tick(card).checked = true;
    });
    card.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const lines = event.target.tagName === "TEXTAREA";
      if (event.key === "Enter" && (!lines || event.ctrlKey)) {
        event.preventDefault();
        if (event.shiftKey) return go(place - 1);
        tick(card).checked = true;
        go(place + 1);
      } else if (event.key === "Escape") {
        event.preventDefault();
        tick(card).checked = false;
        const field = first(card);
        if (field !== tick(card) && "defaultValue" in field && field.type !== "checkbox") field.value = field.defaultValue;
        go(place + 1);
      }
    });
  });
  document.getElementById("begin").addEventListener("click", () => go(0));
})();
