/* Refines the form: saves while somebody types, and tells before a visit ends. Without it everything works by buttons. */
(() => {
  "use strict";
  const visit = document.querySelector("[data-ends]");
  if (visit) {
    const left = () => new Date(visit.dataset.ends).getTime() - Date.now();
    setTimeout(() => {
      visit.classList.add("visit--soon");
      visit.setAttribute("role", "alert");
      visit.textContent = "Your visit ends in five minutes unless you save or open a page. What is saved stays.";
    }, Math.max(0, left() - 5 * 60 * 1000));
  }

  const form = document.getElementById("fill");
  if (!form) return;
  const state = document.getElementById("saved");
  const seen = form.elements.seen;
  const PAUSE = 2000;
  let timer = 0;
  let sending = Promise.resolve();
  let changed = false;
  let leaving = false;

  const say = (words, wrong, address) => {
    state.textContent = words;
    state.classList.toggle("saver__state--not", wrong);
    if (address) {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = "See both, and choose.";
      state.append(" ", link);
    }
  };

  const send = async () => {
    if (!changed || leaving) return;
    changed = false;
    const body = new URLSearchParams(new FormData(form));
    const headers = { "If-Match": `"${seen.value}"`, "X-CSRFToken": form.elements.csrf_token.value };
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers, keepalive: true });
      const mark = answer.headers.get("ETag");
      if (answer.ok && mark) {
        seen.value = mark.replaceAll('"', "").replace(/^W\//, "");
        say(`Saved at ${(await answer.json()).saved} (Pacific time)`, false);
      } else if (answer.status === 412) {
        say("Not saved here: another window saved this section.", true, (await answer.json()).both);
      } else if (answer.status === 401) {
        say("Not saved: your visit has ended. Begin it again in another window, then press a button here.", true);
      } else {
        changed = true;
        say("Not saved yet. Press “Save and continue” to see why.", true);
      }
    } catch {
      changed = true;
      say("Not saved yet: the service can't be reached. It is tried again as you type.", true);
    }
  };

  const soon = () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(() => { sending = sending.then(send); }, PAUSE);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", (event) => {
    if (leaving) return;
    /* An autosave on its way would make the mark of this window old: let it arrive first, then press the same button. */
    event.preventDefault();
    clearTimeout(timer);
    leaving = true;
    const button = event.submitter;
    /* After this event is over: a form that is being submitted can't be submitted. */
    sending.then(() => setTimeout(() => form.requestSubmit(button)));
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") sending = sending.then(send);
  });
})();
