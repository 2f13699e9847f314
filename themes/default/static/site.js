/*
 * What a browser can add to pages that work without it: large text, kept projects, copying a contact, sorting
 * tables, sharing, office hours in the reader's time. No words live here: they stand in the page, as labels,
 * data attributes and <template> elements, in the page's language. Nothing is sent anywhere.
 */
(function () {
  "use strict";

  var root = document.documentElement;
  root.classList.add("js");

  /* Storage may be refused (private mode, file:); then choices last for the page only. */
  function load(key, otherwise) {
    try {
      var text = window.localStorage.getItem(key);
      return text === null ? otherwise : JSON.parse(text);
    } catch (_) {
      return otherwise;
    }
  }

  function store(key, value) {
    try {
      window.localStorage.setItem(key, JSON.stringify(value));
    } catch (_) {
      /* the choice then lasts for this page */
    }
  }

  /* Runs before the first paint, so that large text does not jump. */
  root.classList.toggle("large", load("large-text", false) === true);

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  function say(text) {
    var toast = document.querySelector(".toast");
    if (!toast || !text) return;
    toast.textContent = text;
    window.clearTimeout(say.timer);
    say.timer = window.setTimeout(function () {
      toast.textContent = "";
    }, 4000);
  }

  function template(id) {
    var found = document.getElementById(id);
    return found ? found.content.firstElementChild : null;
  }

  function textSize() {
    all("[data-text-size]").forEach(function (button) {
      function show() {
        button.setAttribute("aria-pressed", String(root.classList.contains("large")));
      }
      button.addEventListener("click", function () {
        store("large-text", root.classList.toggle("large"));
        show();
      });
      show();
    });
  }

  /* On a narrow screen the menu scrolls sideways: the section that the reader is in shall be in sight. */
  function menuInSight() {
    var menu = document.querySelector(".site-nav");
    var here = menu && menu.querySelector("[aria-current]");
    if (!here) return;
    var beyond = here.getBoundingClientRect().right - menu.getBoundingClientRect().right;
    if (beyond > 0) menu.scrollLeft = beyond + menu.clientWidth / 4;
  }

  /* ----- Kept projects: {id: title}, in the order in which they were kept ----- */

  function showKept(kept) {
    all("[data-keep]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.keep in kept));
    });
    all("[data-kept-list]").forEach(function (section) {
      var list = section.querySelector("ul");
      var ids = Object.keys(kept);
      list.textContent = "";
      ids.forEach(function (id) {
        var link = document.createElement("a");
        link.href = section.dataset.keptList + encodeURIComponent(id) + "/";
        link.textContent = kept[id];
        list.appendChild(document.createElement("li")).appendChild(link);
      });
      section.hidden = ids.length === 0;
    });
  }

  function keeping() {
    var pattern = template("ui-keep");
    if (pattern) {
      all("[data-card]").forEach(function (card) {
        var button = pattern.cloneNode(true);
        var title = (card.querySelector("a") || card).textContent.trim();
        button.dataset.keep = card.dataset.card;
        button.dataset.title = title;
        button.setAttribute("aria-label", button.getAttribute("aria-label") + " " + title);
        (card.querySelector("[data-keep-here]") || card).appendChild(button);
      });
    }
    document.addEventListener("click", function (event) {
      var button = event.target.closest && event.target.closest("[data-keep]");
      if (!button) return;
      var kept = load("kept", {});
      var id = button.dataset.keep;
      if (id in kept) {
        delete kept[id];
        say(button.dataset.dropped);
      } else {
        kept[id] = button.dataset.title;
        say(button.dataset.done);
      }
      store("kept", kept);
      showKept(kept);
    });
    window.addEventListener("storage", function () {
      showKept(load("kept", {}));
    });
    showKept(load("kept", {}));
  }

  /* ----- Copying ----- */

  function copy(text, done) {
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(done, function () {
        copyOldWay(text, done);
      });
    } else {
      copyOldWay(text, done);
    }
  }

  /* WeChat's and older browsers, and pages that are not on https */
  function copyOldWay(text, done) {
    var area = document.createElement("textarea");
    area.value = text;
    area.className = "visually-hidden";
    area.setAttribute("readonly", "");
    document.body.appendChild(area);
    area.select();
    try {
      if (document.execCommand("copy")) done();
    } finally {
      area.remove();
    }
  }

  function copying() {
    all("[data-copy]").forEach(function (button) {
      button.addEventListener("click", function () {
        var text = button.dataset.copy || window.location.href;
        copy(text, function () {
          say(button.dataset.done);
        });
      });
    });
  }

  /* ----- Sharing and printing ----- */

  var inWeChat = /MicroMessenger/i.test(navigator.userAgent);

  function sharing() {
    all("[data-share]").forEach(function (button) {
      button.hidden = !inWeChat && !navigator.share;
      button.addEventListener("click", function () {
        if (inWeChat) {
          say(button.dataset.wechat);
          return;
        }
        navigator.share({ title: document.title, url: window.location.href }).catch(function () {});
      });
    });
    all("[data-print]").forEach(function (button) {
      button.hidden = inWeChat;
      button.addEventListener("click", function () {
        window.print();
      });
    });
  }

  /* WeChat's own browser often opens neither contacts nor calendars: say where they do open. */
  function files() {
    if (!inWeChat) return;
    document.addEventListener("click", function (event) {
      var file = event.target.closest && event.target.closest("a[href$='.vcf'], a[href$='.ics']");
      if (file) say(document.querySelector(".toast").dataset.wechat);
    });
  }

  /* ----- Sorting a table by a column; cells say their value in data-key where their text would not sort ----- */

  function key(row, column) {
    var cell = row.cells[column];
    if (!cell) return "";
    return "key" in cell.dataset ? cell.dataset.key : cell.textContent.trim();
  }

  function compare(a, b) {
    var x = parseFloat(a);
    var y = parseFloat(b);
    if (/^-?[\d.]+(e[+-]?\d+)?$/i.test(a) && /^-?[\d.]+(e[+-]?\d+)?$/i.test(b)) return x - y;
    return a.localeCompare(b, root.lang);
  }

  /* Rows without a value stay last in either direction. */
  function sortBy(table, column, down) {
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    rows.sort(function (r, s) {
      var a = key(r, column);
      var b = key(s, column);
      if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
      return down ? compare(b, a) : compare(a, b);
    });
    rows.forEach(function (row) {
      body.appendChild(row);
    });
  }

  function sorting() {
    all("table[data-sortable]").forEach(function (table) {
      if (!table.tHead || !table.tBodies[0] || table.tBodies[0].rows.length < 2) return;
      all("th[data-sort]", table.tHead).forEach(function (head) {
        var button = document.createElement("button");
        button.type = "button";
        button.className = "sort";
        while (head.firstChild) button.appendChild(head.firstChild);
        head.appendChild(button);
        button.addEventListener("click", function () {
          var down = head.getAttribute("aria-sort") === "ascending" ||
            (head.dataset.sort === "down" && !head.hasAttribute("aria-sort"));
          all("th[aria-sort]", table.tHead).forEach(function (other) {
            other.removeAttribute("aria-sort");
          });
          head.setAttribute("aria-sort", down ? "descending" : "ascending");
          sortBy(table, head.cellIndex, down);
        });
      });
    });
  }

  /* ----- The sheet of filters on a phone opens by its address (#filters); here only what a key expects ----- */

  function filterSheet() {
    var sheet = document.getElementById("filters");
    if (!sheet) return;
    var close = sheet.querySelector(".sheet-close");
    window.addEventListener("hashchange", function () {
      if (window.location.hash === "#filters" && close && close.offsetParent) close.focus();
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && window.location.hash === "#filters" && close) close.click();
    });
  }

  /* ----- Office hours in the reader's time, where it is another ----- */

  /* Minutes by which a zone is ahead of UTC now. */
  function offset(zone) {
    var now = new Date();
    var parts = {};
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric",
      minute: "numeric"
    }).formatToParts(now).forEach(function (part) {
      parts[part.type] = Number(part.value);
    });
    var there = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute);
    return Math.round((there - Math.floor(now.getTime() / 60000) * 60000) / 60000);
  }

  function two(number) {
    return (number < 10 ? "0" : "") + number;
  }

  function officeHours() {
    all("[data-hours-zone]").forEach(function (line) {
      var hours = line.dataset.hours || "";
      var ahead;
      try {
        ahead = offset(line.dataset.hoursZone) + new Date().getTimezoneOffset();
      } catch (_) {
        return;
      }
      if (ahead === 0 || !/\d[:：]\d\d/.test(hours)) return;
      var local = hours.replace(/(\d{1,2})[:：](\d\d)/g, function (_, hour, minute) {
        var time = ((Number(hour) * 60 + Number(minute) - ahead) % 1440 + 1440) % 1440;
        return two(Math.floor(time / 60)) + ":" + two(time % 60);
      });
      line.textContent = line.textContent.replace("…", (local.match(/\d\d:\d\d(?:\s*[-–—~至到]\s*\d\d:\d\d)?/g) || []).join(", "));
      line.hidden = false;
    });
  }

  function start() {
    [menuInSight, textSize, keeping, copying, sharing, files, sorting, filterSheet, officeHours].forEach(function (part) {
      part();
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
