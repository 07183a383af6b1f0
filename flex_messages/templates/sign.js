// A signature drawn with a finger, a pen or a mouse: the strokes are kept, so that turning the phone loses nothing, and
// go along with the form as a small PNG. A dot is a stroke, too.
(() => {
  const pad = document.querySelector(".pad");
  const canvas = pad.querySelector("canvas");
  const given = pad.parentElement.querySelector("input[type=hidden]");
  const strokes = [];
  let drawing = null;

  function paint(target, width, height) {
    const pen = target.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, width, height);
    pen.lineWidth = 3;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#1f2933";
    for (const stroke of strokes) {
      pen.beginPath();
      pen.moveTo(stroke[0].x, stroke[0].y);
      for (const point of stroke) pen.lineTo(point.x, point.y + 0.01);
      pen.stroke();
    }
  }

  function show() {
    const scale = window.devicePixelRatio || 1;
    canvas.width = canvas.clientWidth * scale;
    canvas.height = canvas.clientHeight * scale;
    canvas.getContext("2d").scale(scale, scale);
    paint(canvas, canvas.clientWidth, canvas.clientHeight);
  }

  function picture() {
    const width = Math.ceil(Math.max(canvas.clientWidth, ...strokes.flat().map((point) => point.x + 4)));
    const copy = document.createElement("canvas");
    copy.width = width;
    copy.height = canvas.clientHeight;
    paint(copy, width, canvas.clientHeight);
    return copy.toDataURL("image/png");
  }

  const at = (event) => ({ x: event.offsetX, y: event.offsetY });

  canvas.addEventListener("pointerdown", (event) => {
    if (drawing !== null) return;
    canvas.setPointerCapture(event.pointerId);
    drawing = event.pointerId;
    strokes.push([at(event)]);
    show();
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== drawing) return;
    strokes[strokes.length - 1].push(at(event));
    show();
  });
  for (const over of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(over, (event) => {
      if (event.pointerId === drawing) drawing = null;
    });
  }
  pad.querySelector("button").addEventListener("click", () => {
    strokes.length = 0;
    show();
  });
  given.form.addEventListener("submit", () => {
    given.value = strokes.length ? picture() : "";
  });
  window.addEventListener("resize", show);
  pad.hidden = false;
  show();
})();
