/*
 * What a browser can add to maps that are whole without it: a closer look at wide drawings, the links of the segment
 * that is pointed at or has the focus, and an address for the layer that is shown. Loaded on pages with a map only.
 * No words live here: the buttons stand in the page's <template id="map-tools">, in the page's language.
 */
(function () {
  "use strict";

  var MOST = 6;
  var STEP = 1.5;
  var LOW = 260;
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  /* ---------- The links of a segment ---------- */

  function trace(drawing) {
    var nets = all("[data-net]", drawing);
    if (!nets.length) return;

    function light(event) {
      var box = event && event.target.closest ? event.target.closest("a.m-link") : null;
      var href = box ? box.getAttribute("href") : "";
      var id = href.slice(href.indexOf("#segment-") + 9);
      var lit = nets.filter(function (net) {
        var ends = [net.getAttribute("data-net")].concat((net.getAttribute("data-to") || "").split(" "));
        var meant = Boolean(box) && ends.indexOf(id) >= 0;
        net.classList.toggle("m-lit", meant);
        return meant;
      });
      drawing.classList.toggle("m-tracing", lit.length > 0);
    }

    drawing.addEventListener("mouseover", light);
    drawing.addEventListener("mouseleave", function () {
      light(null);
    });
    drawing.addEventListener("focusin", light);
    drawing.addEventListener("focusout", function () {
      light(null);
    });
  }

  /* ---------- A closer look ---------- */

  function zoom(drawing, template) {
    var whole = drawing.getAttribute("viewBox").split(" ").map(Number);
    if (whole[3] < LOW) return; /* a line of years needs no closer look */
    var view = whole.slice();
    var tools = template.content.firstElementChild.cloneNode(true);
    var frame = 0;
    drawing.parentNode.insertBefore(tools, drawing);

    function level() {
      return whole[2] / view[2];
    }

    function show(next) {
      window.cancelAnimationFrame(frame);
      var from = view;
      var start = null;
      view = next;
      drawing.classList.toggle("m-near", level() > 1.001);
      all("button", tools).forEach(function (button) {
        var kind = button.getAttribute("data-zoom");
        /* Not disabled: a button that has the focus must keep it. */
        var idle = kind === "in" ? level() > MOST - 0.01 : level() < 1.001;
        button.setAttribute("aria-disabled", String(idle));
      });
      function draw(box) {
        drawing.setAttribute("viewBox", box.map(function (one) { return one.toFixed(1); }).join(" "));
      }
      function tick(now) {
        start = start === null ? now : start;
        var part = Math.min((now - start) / 160, 1);
        draw(next.map(function (to, place) { return from[place] + (to - from[place]) * part; }));
        if (part < 1) frame = window.requestAnimationFrame(tick);
      }
      if (calm.matches || show.at_once) draw(next);
      else frame = window.requestAnimationFrame(tick);
    }

    /* Within the whole: never past its edges. */
    function place(x, y, wide) {
      var high = (wide * whole[3]) / whole[2];
      show([
        Math.min(Math.max(x, 0), whole[2] - wide),
        Math.min(Math.max(y, 0), whole[3] - high),
        wide,
        high
      ]);
    }

    /* Around a point of the drawing, which stays where it is. */
    function scale(factor, x, y) {
      var wide = whole[2] / Math.min(Math.max(level() * factor, 1), MOST);
      var share = wide / view[2];
      place(x - (x - view[0]) * share, y - (y - view[1]) * share, wide);
    }

    function middle() {
      return [view[0] + view[2] / 2, view[1] + view[3] / 2];
    }

    function step(kind) {
      var centre = middle();
      if (kind === "in") scale(STEP, centre[0], centre[1]);
      else if (kind === "out") scale(1 / STEP, centre[0], centre[1]);
      else place(0, 0, whole[2]);
    }

    tools.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (button && button.getAttribute("aria-disabled") !== "true") step(button.getAttribute("data-zoom"));
    });

    var moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    function key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      var move = moves[event.key];
      if (move && level() > 1.001) place(view[0] + move[0] * view[2] * 0.2, view[1] + move[1] * view[3] * 0.2, view[2]);
      else if (event.key === "+" || event.key === "=") step("in");
      else if (event.key === "-") step("out");
      else if (event.key === "0") step("whole");
      else return;
      event.preventDefault();
    }
    tools.addEventListener("keydown", key);
    drawing.addEventListener("keydown", key);

    function at(event) {
      var box = drawing.getBoundingClientRect();
      return [
        view[0] + ((event.clientX - box.left) / box.width) * view[2],
        view[1] + ((event.clientY - box.top) / box.height) * view[3]
      ];
    }

    /* The wheel alone scrolls the page. */
    drawing.addEventListener("wheel", function (event) {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      var point = at(event);
      scale(event.deltaY < 0 ? 1.2 : 1 / 1.2, point[0], point[1]);
    }, { passive: false });

    /* What has the focus is in sight. */
    drawing.addEventListener("focusin", function (event) {
      var box = event.target.getBBox ? event.target.getBoundingClientRect() : null;
      var seen = drawing.getBoundingClientRect();
      if (!box || level() < 1.001) return;
      var unit = view[2] / seen.width;
      var x = box.left < seen.left ? box.left - seen.left - 12 : Math.max(box.right - seen.right + 12, 0);
      var y = box.top < seen.top ? box.top - seen.top - 12 : Math.max(box.bottom - seen.bottom + 12, 0);
      if (x || y) place(view[0] + x * unit, view[1] + y * unit, view[2]);
    });

    drag(drawing, function (x, y) {
      var unit = view[2] / drawing.getBoundingClientRect().width;
      show.at_once = true;
      place(view[0] - x * unit, view[1] - y * unit, view[2]);
      show.at_once = false;
    });
    show(whole.slice());
  }

  /* Dragging moves a drawing that is near; the link that the pointer comes to rest on is not followed then. */
  function drag(drawing, move) {
    var last = null;
    var far = false;
    drawing.addEventListener("pointerdown", function (event) {
      far = false;
      last = event.button === 0 && drawing.classList.contains("m-near") ? [event.clientX, event.clientY] : null;
    });
    drawing.addEventListener("pointermove", function (event) {
      if (!last) return;
      var x = event.clientX - last[0];
      var y = event.clientY - last[1];
      if (!far && Math.abs(x) + Math.abs(y) < 5) return;
      if (!far) drawing.setPointerCapture(event.pointerId);
      far = true;
      last = [event.clientX, event.clientY];
      move(x, y);
    });
    function end() {
      last = null;
    }
    drawing.addEventListener("pointerup", end);
    drawing.addEventListener("pointercancel", end);
    drawing.addEventListener("dragstart", function (event) {
      event.preventDefault();
    });
    drawing.addEventListener("click", function (event) {
      if (far) event.preventDefault();
      far = false;
    }, true);
  }

  /* ---------- Layers ---------- */

  function layers() {
    var choices = all(".layer-choice");
    function choose() {
      choices.forEach(function (choice) {
        if ("#" + choice.id === window.location.hash) choice.checked = true;
      });
    }
    choices.forEach(function (choice) {
      choice.addEventListener("change", function () {
        window.history.replaceState(null, "", "#" + choice.id);
      });
    });
    window.addEventListener("hashchange", choose);
    choose();
  }

  var template = document.getElementById("map-tools");
  all("svg.drawing").forEach(function (drawing) {
    trace(drawing);
    if (template && drawing.classList.contains("map-wide")) zoom(drawing, template);
  });
  layers();
})();
