/* Lets somebody draw a signature; it goes into the field of the picture. Without it a picture is chosen as a file. */
(() => {
  "use strict";
  for (const pad of document.querySelectorAll("[data-draw]")) {
    const field = document.getElementById(pad.dataset.draw);
    const method = document.getElementById(pad.dataset.method);
    const canvas = pad.querySelector("canvas");
    const pen = canvas.getContext("2d");
    if (!pen || !window.DataTransfer) continue;
    pad.hidden = false;
    let drawing = false;

    const at = (event) => {
      const box = canvas.getBoundingClientRect();
      return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
    };
    const clear = () => {
      pen.clearRect(0, 0, canvas.width, canvas.height);
      field.value = "";
      delete pad.dataset.drawn;
    };
    const keep = () => canvas.toBlob((picture) => {
      if (!picture) return;
      const files = new DataTransfer();
      files.items.add(new File([picture], "signature.png", { type: "image/png" }));
      field.files = files.files;
      pad.dataset.drawn = "yes";
    }, "image/png");

    canvas.addEventListener("pointerdown", (event) => {
      drawing = true;
      if (method) method.checked = true;
      canvas.setPointerCapture(event.pointerId);
      Object.assign(pen, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: "#122b4a" });
      pen.beginPath();
      pen.moveTo(...at(event));
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!drawing) return;
      pen.lineTo(...at(event));
      pen.stroke();
    });
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, () => {
        if (drawing) keep();
        drawing = false;
      });
    }
    pad.querySelector("button").addEventListener("click", clear);
  }
})();
