"use strict";

// Every page works without this script; it saves a few steps.

const all = (root, selector) => root.querySelectorAll(selector);

// say announces a message to screen readers.
const live = document.createElement("div");
live.className = "sr-only";
live.setAttribute("role", "status");
document.body.append(live);
const say = (text) => {
  live.textContent = text;
};

// Copy and print buttons: hidden in the page, shown if the browser supports them.
const copies = (root) => {
  for (const button of navigator.clipboard ? all(root, "[data-copy]") : []) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.from)?.value || document.querySelector("link[rel=canonical]")?.href || location.href);
      const label = button.querySelector("span");
      label.textContent = button.dataset.copy;
      say(button.dataset.copy);
    });
  }
  for (const button of all(root, "[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
};

// Counters: how many characters are left. The page has the sentence in its language; the script
// replaces the number in it.
const counters = (root) => {
  for (const line of all(root, "[data-count]")) {
    const field = document.getElementById(line.dataset.count);
    const show = () => {
      line.textContent = line.textContent.replace(/\d+/, field.maxLength - field.value.length);
    };
    line.hidden = false;
    field.addEventListener("input", show);
    show();
  }
};

// Places: suggestions during typing; the form sends the code of the chosen place. Places can have
// the same name, so a suggestion includes the names of the places above it.
const suggestions = (root) => {
  for (const input of all(root, "[data-suggest]")) {
    const code = document.getElementById(input.dataset.code);
    const list = input.list;
    let wait, asked, found = [];
    const choose = () => {
      const chosen = found.find((p) => input.value === p.label);
      if (code) code.value = chosen ? chosen.code : "";
      if (chosen) input.value = chosen.name;
      return chosen;
    };
    input.addEventListener("input", () => {
      clearTimeout(wait);
      asked?.abort();
      const text = input.value.trim();
      if (choose() || text.length < 2) return;
      wait = setTimeout(async () => {
        asked = new AbortController();
        try {
          const answer = await fetch(input.dataset.suggest + encodeURIComponent(text), { signal: asked.signal });
          if (!answer.ok) return;
          found = await answer.json();
        } catch {
          return; // the server searches for the name when the form is sent
        }
        for (const p of found) p.label = p.path ? p.name + ", " + p.path : p.name;
        for (const p of found) if (found.some((q) => q !== p && q.label === p.label)) p.label += " · " + p.code;
        list.replaceChildren(...found.map((p) => new Option(p.label, p.label)));
      }, 200);
    });
  }
};

// Readings: hints of the server on an unfinished form. Files are not sent; the server saves
// nothing.
const readings = (root) => {
  for (const box of all(root, "[data-reading]")) {
    const form = document.getElementById(box.dataset.of);
    let wait, asked;
    form.addEventListener("input", () => {
      clearTimeout(wait);
      asked?.abort();
      wait = setTimeout(async () => {
        asked = new AbortController();
        const typed = [...new FormData(form)].filter(([, value]) => typeof value === "string");
        try {
          const answer = await fetch(box.dataset.reading, { method: "POST", body: new URLSearchParams(typed), signal: asked.signal });
          if (!answer.ok) return;
          const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
          fresh.open = box.firstElementChild.open;
          box.replaceChildren(fresh);
        } catch {
          return; // saving the form shows the hints too
        }
      }, 800);
    });
  }
};

// Forms with data-swap="id" are sent without leaving the page. The request and the response are the
// same; the element with that id is replaced by the one in the response.
const swaps = () => {
  document.addEventListener("submit", async (event) => {
    const form = event.target, id = form.dataset.swap, button = event.submitter;
    if (!id || event.defaultPrevented) return;
    event.preventDefault();
    const data = new FormData(form, button);
    const get = form.method === "get";
    const url = new URL(form.action);
    if (get) url.search = new URLSearchParams(data);
    button?.setAttribute("aria-busy", "true");
    try {
      const body = form.enctype === "multipart/form-data" ? data : new URLSearchParams(data);
      const answer = await fetch(url, get ? {} : { method: "POST", body });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(id);
      if (!fresh) return location.assign(answer.url);
      document.getElementById(id).replaceWith(fresh);
      document.title = page.title;
      enhance(fresh);
      fresh.tabIndex = -1;
      (fresh.querySelector("[data-focus]") || fresh).focus();
      say((page.querySelector("main > .notice") || fresh.querySelector("[role=alert]"))?.textContent.trim() || page.title);
    } catch {
      form.submit(); // the same as without the script
    }
  });
};

const enhance = (root) => {
  copies(root);
  counters(root);
  suggestions(root);
  readings(root);
};

enhance(document);
swaps();
// A rejected form gets the focus on its list of problems.
document.querySelector("[data-focus]")?.focus();
