/* Dragging moves a drawing that is near; the link that the pointer comes to rest on is not followed then. */

/* A hand is never quite still: less than this many pixels is a click. */
const STILL = 5;

/**
 * @param {SVGSVGElement} drawing
 * @param {(x: number, y: number) => void} move by how many pixels
 */
export function addDrag(drawing, move) {
  /** @type {[number, number] | null} */
  let last = null;
  let far = false;
  const end = () => {
    last = null;
  };

  drawing.addEventListener("pointerdown", (event) => {
    far = false;
    last = event.button === 0 && drawing.classList.contains("m-near") ? [event.clientX, event.clientY] : null;
  });
  drawing.addEventListener("pointermove", (event) => {
    if (!last) return;
    const x = event.clientX - last[0];
    const y = event.clientY - last[1];
    if (!far && Math.abs(x) + Math.abs(y) < STILL) return;
    if (!far) drawing.setPointerCapture(event.pointerId);
    far = true;
    last = [event.clientX, event.clientY];
    move(x, y);
  });
  drawing.addEventListener("pointerup", end);
  drawing.addEventListener("pointercancel", end);
  drawing.addEventListener("dragstart", (event) => event.preventDefault());
  drawing.addEventListener(
    "click",
    (event) => {
      if (far) event.preventDefault();
      far = false;
    },
    true,
  );
}
