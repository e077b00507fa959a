/* Shows how much of a file is sent. Without it the same form is sent by the browser itself. */
"use strict";

function ready() {
  for (const form of document.querySelectorAll("form[data-progress]")) {
    form.addEventListener("submit", (event) => {
      if (!form.querySelector("input[type=file]").files.length) return;
      event.preventDefault();
      send(form);
    });
  }
}

function send(form) {
  const button = form.querySelector("button");
  const box = form.querySelector(".sending");
  const bar = box.querySelector("progress");
  const says = box.querySelector("[role=status]");
  const request = new XMLHttpRequest();
  button.disabled = true;
  box.hidden = false;
  bar.value = 0;
  says.textContent = "The file is being sent.";
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = Math.round((100 * event.loaded) / event.total);
  });
  request.upload.addEventListener("load", () => {
    bar.removeAttribute("value");
    says.textContent = "The file is here and is being looked at.";
  });
  request.addEventListener("load", () => {
    if (request.status < 300 && request.responseURL) window.location.assign(request.responseURL);
    else show(request.responseText);
  });
  request.addEventListener("error", () => {
    button.disabled = false;
    bar.value = 0;
    says.textContent = "The connection was lost before the whole file had arrived. Nothing was added; press the button to send it again.";
  });
  request.open("POST", form.action);
  request.send(new FormData(form));
}

/* What was wrong stands on the page that came back: it takes the place of this one. */
function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  document.title = page.title;
  document.querySelector("main").replaceWith(page.querySelector("main"));
  const first = document.querySelector("[autofocus]");
  if (first) first.focus();
  ready();
}

ready();
