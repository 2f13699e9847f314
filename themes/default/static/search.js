/*
 * The search page: loads the catalogue's titles and other words when they are first asked for, and looks through
 * them here. Nothing is sent anywhere. No words live here: they stand in the page.
 */
(function () {
  "use strict";

  var place = document.querySelector("[data-search]");
  var form = document.querySelector("main form.search");
  if (!place || !form || !window.fetch) return;

  var input = form.elements.q;
  var note = place.querySelector("[role=status]");
  var list = place.querySelector(".hits");
  var more = place.querySelector("[data-more]");
  var STEP = 30;
  var entries = null;
  var shown = 0;
  var found = [];

  /* One way of writing: full-width letters, capitals and blanks make no difference. */
  function plain(text) {
    return (text.normalize ? text.normalize("NFKC") : text).toLowerCase().replace(/\s+/g, " ").trim();
  }

  function load() {
    if (!entries) {
      var names = place.dataset.parts ? place.dataset.parts.split(" ") : [];
      entries = Promise.all(
        names.map(function (name) {
          return fetch(name).then(function (answer) {
            if (!answer.ok) throw new Error(name);
            return answer.json();
          });
        })
      ).then(function (parts) {
        var all = [];
        parts.forEach(function (part, order) {
          part.entries.forEach(function (row, index) {
            var title = plain(row[1]);
            all.push({
              path: row[0],
              title: row[1],
              summary: row[2],
              kind: part.kind,
              inTitle: title,
              inAll: title + " " + plain(row[2]) + " " + plain(row[3]),
              /* Kinds in their order; within one, the newest first. */
              order: order * -10000 + index,
            });
          });
        });
        return all;
      });
      entries.catch(function () {
        entries = null;
      });
    }
    return entries;
  }

  /* Pairs of characters of a word in Chinese, which nobody parts by blanks. */
  function pairs(word) {
    var made = [];
    if (!/^[\u3400-\u9fff]{3,}$/.test(word)) return made;
    for (var i = 0; i + 1 < word.length; i++) made.push(word.slice(i, i + 2));
    return made;
  }

  /* How well an entry fits: 0 for not at all. Every word must be there, whole or, in Chinese, in most pairs. */
  function score(entry, words) {
    var sum = 0;
    for (var i = 0; i < words.length; i++) {
      var word = words[i];
      if (entry.inTitle.indexOf(word) === 0) sum += 8;
      else if (entry.inTitle.indexOf(word) > 0) sum += 6;
      else if (entry.inAll.indexOf(word) >= 0) sum += 3;
      else {
        var parts = pairs(word);
        var there = parts.filter(function (part) {
          return entry.inAll.indexOf(part) >= 0;
        }).length;
        if (!parts.length || there < Math.max(2, Math.ceil(parts.length * 0.6))) return 0;
        sum += (2 * there) / parts.length;
      }
    }
    return sum;
  }

  function look(all, text) {
    var words = plain(text).split(" ");
    return all
      .map(function (entry) {
        return { entry: entry, score: score(entry, words) };
      })
      .filter(function (hit) {
        return hit.score > 0;
      })
      .sort(function (a, b) {
        return b.score - a.score || b.entry.order - a.entry.order;
      })
      .map(function (hit) {
        return hit.entry;
      });
  }

  function show() {
    found.slice(shown, shown + STEP).forEach(function (entry) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = place.dataset.base + entry.path;
      link.textContent = entry.title;
      var kind = document.createElement("span");
      kind.className = "quiet";
      kind.textContent = entry.kind;
      item.appendChild(link);
      item.appendChild(kind);
      if (entry.summary) {
        var summary = document.createElement("p");
        summary.textContent = entry.summary;
        item.appendChild(summary);
      }
      list.appendChild(item);
    });
    shown += STEP;
    more.hidden = shown >= found.length;
  }

  function tell(hits) {
    list.textContent = "";
    found = hits;
    shown = 0;
    show();
    note.textContent = hits.length ? note.dataset.found.replace("#", hits.length) : note.dataset.nothing;
  }

  var turn = 0;

  function search() {
    var text = input.value;
    var mine = ++turn;
    var address = text.trim() ? "?q=" + encodeURIComponent(text.trim()) : window.location.pathname;
    if (window.history.replaceState) window.history.replaceState(null, "", address);
    if (!plain(text)) {
      list.textContent = note.textContent = "";
      more.hidden = true;
      return;
    }
    if (!list.firstChild) note.textContent = note.dataset.loading;
    load().then(
      function (all) {
        if (mine === turn) tell(look(all, text));
      },
      function () {
        if (mine === turn) note.textContent = note.dataset.failed;
      }
    );
  }

  var waiting;
  input.addEventListener("input", function (event) {
    window.clearTimeout(waiting);
    /* While Chinese is being composed, its letters are not what is looked for. */
    if (!event.isComposing) waiting = window.setTimeout(search, 150);
  });
  input.addEventListener("compositionend", function () {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(search, 150);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    window.clearTimeout(waiting);
    search();
    input.blur();
  });
  more.addEventListener("click", function () {
    var first = list.children.length;
    show();
    var link = list.children[first] && list.children[first].querySelector("a");
    if (link) link.focus();
  });

  var asked = /[?&]q=([^&#]*)/.exec(window.location.search);
  if (asked) {
    try {
      input.value = decodeURIComponent(asked[1].replace(/\+/g, " ")).slice(0, 100);
    } catch (_) {
      /* an address that somebody has cut in two */
    }
  }
  if (input.value) search();
  else input.focus();
})();
