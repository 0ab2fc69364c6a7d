// Sends chosen files in pieces while the person goes on reading: a progress bar for each, and a broken connection goes on
// at the byte where it broke. Without this script the same form sends the same files whole.
"use strict";

(() => {
  const MOST_TRIES = 40;
  const LONGEST_PAUSE = 15000;
  const WORTH_ANOTHER_TRY = [0, 408, 423, 425, 429, 500, 502, 503, 504];

  class Refused extends Error {}
  class Broken extends Error {}

  const pause = (tries) => new Promise((go) => {
    const timer = setTimeout(go, Math.min(LONGEST_PAUSE, 500 * 2 ** Math.min(tries, 6)));
    addEventListener("online", () => { clearTimeout(timer); go(); }, { once: true });
  });

  // One request: its status and what was answered; an answer that is not ours counts as a broken connection.
  const ask = (method, address, token, body, atProgress) => new Promise((answered, failed) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.timeout = 120000;
    if (token) request.setRequestHeader("X-CSRFToken", token);
    if (body instanceof Blob) request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => atProgress && atProgress(event.loaded);
    request.onerror = request.ontimeout = request.onabort = () => failed(new Broken());
    request.onload = () => {
      let said = {};
      try { said = JSON.parse(request.responseText); } catch { said = {}; }
      if (WORTH_ANOTHER_TRY.includes(request.status)) failed(new Broken(said.said || ""));
      else answered({ status: request.status, ...said });
    };
    request.send(body || null);
  });

  // A line of the list: name, bar, share, and a sentence where something is to be said.
  const lineOf = (file, list) => {
    const line = document.createElement("li");
    const name = document.createElement("span");
    const bar = document.createElement("progress");
    const share = document.createElement("span");
    const fault = document.createElement("p");
    name.className = "written";
    share.className = "small";
    fault.className = "fault";
    name.textContent = file.name;
    bar.max = file.size || 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    fault.setAttribute("role", "alert");
    fault.hidden = true;
    line.append(name, bar, share, fault);
    list.append(line);
    return {
      line,
      at(received) { bar.value = received; share.textContent = `${Math.floor((100 * received) / (file.size || 1))} %`; },
      say(sentence) { fault.textContent = sentence; fault.hidden = !sentence; },
      refuse(sentence) { bar.remove(); share.remove(); this.say(sentence); },
    };
  };

  const send = async (file, line, place) => {
    const start = new FormData();
    start.append("name", file.name);
    start.append("size", file.size);
    start.append("modified", file.lastModified);
    let begun = null;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      try {
        // After a break, beginning again says how much is there.
        begun = await ask("POST", place.begin, place.token(), start);
        if (begun.status !== 201) throw new Refused(begun.said || "");
        let received = begun.received;
        while (received < begun.size) {
          line.at(received);
          const from = received;
          const piece = file.slice(from, from + begun.piece);
          const address = `${place.begin.replace(/begin\/$/, "")}${begun.id}/?offset=${from}`;
          const answer = await ask("POST", address, place.token(), piece, (loaded) => line.at(Math.min(from + loaded, file.size)));
          if (answer.status !== 200 && answer.status !== 409) throw new Refused(answer.said || "");
          if (answer.received > from) tries = 0;
          received = answer.received;
          line.say("");
        }
        return;
      } catch (fault) {
        if (!(fault instanceof Broken)) throw fault;
        line.say(fault.message || place.words.broken);
        await pause(tries);
      }
    }
    throw new Refused(place.words.givenUp);
  };

  // What lies by now, as the server shows it.
  const refresh = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const [now, before] = [page.getElementById("laid-by"), document.getElementById("laid-by")];
    if (now && before) before.replaceWith(now);
  };

  const prepare = (field) => {
    const form = field.closest("form");
    const input = field.querySelector("input[type=file]");
    const place = {
      begin: field.dataset.uploading,
      token: () => form.querySelector("[name=csrfmiddlewaretoken]").value,
      words: { ...field.dataset },
    };
    const list = document.createElement("ul");
    const told = document.createElement("p");
    list.className = "on-the-way";
    told.setAttribute("role", "status");
    field.append(list, told);
    let queue = Promise.resolve();
    let underWay = 0;
    let refused = 0;

    const arrive = async (file, line) => {
      try {
        await send(file, line, place);
        await refresh();
        line.line.remove();
        told.textContent = place.words.arrived.replace("%s", file.name);
      } catch (fault) {
        refused += 1;
        line.refuse(fault.message || place.words.givenUp);
      }
      underWay -= 1;
    };

    input.addEventListener("change", () => {
      for (const file of input.files) {
        const line = lineOf(file, list);
        underWay += 1;
        queue = queue.then(() => arrive(file, line));
      }
      input.value = "";
    });

    form.addEventListener("submit", (event) => {
      if (underWay === 0) return;
      event.preventDefault();
      refused = 0;
      told.textContent = place.words.waiting;
      const pressed = event.submitter;
      queue.then(() => { if (refused === 0) form.requestSubmit(pressed); else told.textContent = ""; });
    });

    addEventListener("beforeunload", (event) => { if (underWay) event.preventDefault(); });
  };

  document.querySelectorAll("[data-uploading]").forEach(prepare);
})();
