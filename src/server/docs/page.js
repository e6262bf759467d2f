"use strict";
// Search, and trying calls out. The page is complete without: this adds to it.
(() => {
  const SAMPLE = "0192f3a1-7c1e-7b3a-9d55-1f0a2b3c4d5e";
  const SHOWN = 200000; // characters of a reply
  const HEADERS = ["content-type", "etag", "allow", "www-authenticate", "retry-after", "x-request-id"];
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (name, properties = {}, ...children) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  };

  // --- search ---------------------------------------------------------------------------------------------------------

  const search = document.getElementById("words");
  const found = document.getElementById("found");
  const entries = all(".entry").map((node) => ({ node, text: `${node.id} ${node.textContent}`.toLowerCase() }));
  const links = all("nav a").map((node) => ({ item: node.parentNode, target: document.getElementById(node.hash.slice(1)) }));

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { node, text } of entries) {
      node.hidden = !words.every((word) => text.includes(word));
      count += !node.hidden;
    }
    for (const alias of all(".alias")) alias.hidden = words.length > 0;
    for (const group of all(".group")) group.hidden = !group.querySelector(".entry:not([hidden])");
    for (const { item, target } of links) item.hidden = target.closest("[hidden]") !== null;
    found.textContent = words.length === 0 ? "" : count === 1 ? "1 match" : `${count} matches`;
  };

  // A link may lead to what the search has hidden.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target || !target.closest("[hidden]")) return;
    search.value = "";
    filter();
    target.scrollIntoView();
  };

  document.getElementById("find").hidden = false;
  search.addEventListener("input", () => {
    filter();
    document.getElementById("content").scrollIntoView();
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      const first = entries.find(({ node }) => !node.hidden);
      if (first) first.node.scrollIntoView();
    } else if (event.key === "Escape") {
      search.value = "";
      filter();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea")) return;
    event.preventDefault();
    search.focus();
  });
  window.addEventListener("hashchange", reveal);
  filter(); // browsers keep what was typed before a page was loaded again

  // --- trying a call --------------------------------------------------------------------------------------------------

  const key = document.getElementById("key"); // not there where none is needed

  // Ids that replies gave, by the parameter that takes them: a call after "Create a team" has the team's.
  const known = {};

  const learn = (section, reply) => {
    let value;
    try {
      value = JSON.parse(reply);
    } catch {
      return;
    }
    const row = Array.isArray(value?.results) ? value.results[0] : value?.contract ?? value;
    const noun = value?.contract ? "contract" : section.dataset.noun.replace(/^api_|s$/g, "");
    if (typeof row?.id === "string") known[`${noun}_id`] = row.id;
    for (const form of all("form")) fill(form);
  };

  const fill = (form) => {
    for (const input of all("input[data-in=path]", form)) input.value ||= known[input.name] ?? "";
    const body = form.elements.body;
    if (!body) return;
    body.value = body.value.replace(new RegExp(`"(\\w+)": (\\[?)"${SAMPLE}"`, "g"), (whole, name, bracket) => {
      const kind = name === "published_by" ? "team_id" : name.match(/(team|user|asset|contract|registration|proposal)_id/)?.[0];
      return kind in known ? `"${name}": ${bracket}"${known[kind]}"` : whole;
    });
  };

  // JSON on several lines, every number as it was sent.
  const indented = (json) => {
    let depth = 0;
    return json.replace(/"(?:[^"\\]|\\.)*"|[{[](?=[}\]])[}\]]?|[{}[\],:]/g, (token) => {
      const line = () => `\n${"  ".repeat(depth)}`;
      if (token === "{" || token === "[") return depth++, token + line();
      if (token === "}" || token === "]") return depth--, line() + token;
      return token === "," ? token + line() : token === ":" ? ": " : token;
    });
  };

  const address = (section, form) => {
    const query = new URLSearchParams();
    let path = section.dataset.path;
    for (const input of all("input", form)) {
      if (input.dataset.in === "path") path = path.replace(`{${input.name}}`, encodeURIComponent(input.value));
      else if (input.value !== "") query.append(input.name, input.value);
    }
    const asked = String(query);
    return asked === "" ? path : `${path}?${asked}`;
  };

  const send = async (section, form, output) => {
    const target = address(section, form);
    const { method } = section.dataset;
    const body = form.elements.body?.value;
    const began = performance.now();
    output.replaceChildren(make("p", { textContent: `${method} ${target} …` }));
    try {
      const headers = { "X-Requested-With": "docs" }; // for who has a session
      if (body !== undefined) headers["Content-Type"] = "application/json";
      if (key?.value) headers.Authorization = `Bearer ${key.value}`;
      const reply = await fetch(target, { method, body, headers, cache: "no-store", redirect: "error" });
      const text = await reply.text();
      const took = Math.round(performance.now() - began);
      const shown = HEADERS.filter((name) => reply.headers.has(name)).map((name) => `${name}: ${reply.headers.get(name)}`);
      const isJson = reply.headers.get("content-type")?.startsWith("application/json");
      const content = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : isJson ? indented(text) : text;
      output.replaceChildren(
        make("p", { textContent: `${reply.status} ${reply.statusText}, ${took} ms` }),
        make("pre", { textContent: [shown.join("\n"), content].filter(Boolean).join("\n\n") }));
      if (reply.ok) learn(section, text);
    } catch (error) {
      output.replaceChildren(make("p", { textContent: `No reply: ${error.message}` }));
    }
  };

  const makeForm = (section) => {
    const form = make("form");
    for (const row of all("tr[data-in]", section)) {
      if (row.dataset.in === "body") continue;
      const input = make("input", { name: row.dataset.name, required: row.dataset.in === "path", autocomplete: "off", spellcheck: false });
      input.dataset.in = row.dataset.in;
      input.placeholder = row.cells[1].textContent;
      form.append(make("label", {}, make("code", { textContent: row.dataset.name }), ` ${row.dataset.in}`, input));
    }
    const body = section.querySelector(".body");
    if (body) {
      const area = make("textarea", { name: "body", value: body.textContent, rows: body.textContent.split("\n").length + 1, spellcheck: false });
      area.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
      });
      form.append(make("label", {}, "Body", area));
    }
    const output = make("output");
    form.append(make("div", { className: "actions" }, make("button", { textContent: "Send" })), output);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(section, form, output);
    });
    fill(form);
    return form;
  };

  const toggle = (section, button) => {
    let form = section.querySelector("form");
    if (form) {
      form.hidden = !form.hidden;
    } else {
      form = makeForm(section);
      section.append(form);
    }
    button.setAttribute("aria-expanded", String(!form.hidden));
    if (!form.hidden) form.querySelector("input, textarea, button").focus();
  };

  if (/^https?:$/.test(location.protocol)) for (const origin of all(".curl .origin")) origin.textContent = location.origin;

  for (const section of all(".call")) {
    const command = section.querySelector(".curl");
    const actions = make("div", { className: "actions" });
    const button = make("button", { type: "button", textContent: "Try it" });
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-label", `Try ${section.dataset.method} ${section.dataset.path}`);
    button.addEventListener("click", () => toggle(section, button));
    actions.append(button);
    if (navigator.clipboard) {
      const copy = make("button", { type: "button", textContent: "Copy" });
      copy.setAttribute("aria-label", `Copy the command for ${section.dataset.method} ${section.dataset.path}`);
      copy.addEventListener("click", async () => {
        await navigator.clipboard.writeText(command.textContent);
        copy.textContent = "Copied";
      });
      actions.append(copy);
    }
    command.after(actions);
  }
})();
