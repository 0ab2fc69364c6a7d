// Is this receipt genuine? Answered on this page alone: nothing is sent anywhere, and no network is needed.
"use strict";

(() => {
  const WRITTEN = /XQR1\.([A-Za-z0-9_-]+)/;
  const SIGNED = ["type", "version", "algorithm", "key", "content"];
  const PLAIN = ["reference", "received_at", "channel", "by"];
  const byId = (id) => document.getElementById(id);
  const words = JSON.parse(byId("words").textContent);
  let keys = JSON.parse(byId("keys").textContent);
  let language = "zh-Hans";
  let source = null;
  let genuine = null;

  const says = (name) => words[language][name];
  const hexOf = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const bytesOf = (base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const base64Of = (bytes) => btoa(String.fromCharCode(...bytes));
  const utf8 = new TextEncoder();

  class Fault extends Error {}

  // The short text of a QR code, unpacked into the receipt that was signed.
  const unpacked = (written) => {
    let rest;
    try { rest = bytesOf(written.replace(/-/g, "+").replace(/_/g, "/")); } catch { throw new Fault("incomplete"); }
    const take = (length) => {
      if (rest.length < length) throw new Fault("incomplete");
      const taken = rest.slice(0, length);
      rest = rest.slice(length);
      return taken;
    };
    const number = (bytes) => bytes.reduce((sum, byte) => sum * 256 + byte, 0);
    if (take(1)[0] !== 1) throw new Fault("otherVersion");
    const key = hexOf(take(6));
    const signature = base64Of(take(64));
    const textDigest = hexOf(take(32));
    const files = [];
    for (let count = take(1)[0]; count > 0; count -= 1) files.push({ sha256: hexOf(take(32)), size: number(take(6)) });
    const lines = new TextDecoder().decode(rest).split("\n");
    const plain = [...lines.slice(0, 3), lines.slice(3).join("\n")];
    if (lines.length < 4) throw new Fault("incomplete");
    const content = Object.fromEntries(PLAIN.map((name, place) => [name, plain[place]]));
    return { type: "xinqiao-receipt", version: 1, algorithm: "Ed25519", key, signature, content: { ...content, text_sha256: textDigest, files } };
  };

  // A receipt in whatever was given: the small file, the answer that brought it, a PDF, a scanned text, a web address.
  const read = (text) => {
    const written = WRITTEN.exec(text);
    if (written) return unpacked(written[1]);
    let given;
    try { given = JSON.parse(text); } catch { throw new Fault("unreadable"); }
    return given && typeof given.receipt === "object" && given.receipt ? given.receipt : given;
  };

  // Equal documents give equal bytes: names sorted, no spaces (as the office wrote them before it signed).
  const canonical = (value) => {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (value && typeof value === "object") {
      return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
    }
    return JSON.stringify(value);
  };

  const verify = async (receipt) => {
    if (!receipt || typeof receipt !== "object" || receipt.type !== "xinqiao-receipt") throw new Fault("noReceipt");
    if (receipt.version !== 1 || receipt.algorithm !== "Ed25519") throw new Fault("otherVersion");
    const names = Object.keys(receipt).sort().join();
    if (names !== [...SIGNED, "signature"].sort().join()) throw new Fault("incomplete");
    if (!Object.hasOwn(keys, receipt.key)) throw new Fault("otherOffice");
    const signed = Object.fromEntries(SIGNED.map((name) => [name, receipt[name]]));
    let isSigned = false;
    try {
      const message = utf8.encode(`xinqiao.receipt.v1\0${canonical(signed)}`);
      isSigned = await digests.isSigned(message, bytesOf(receipt.signature), bytesOf(keys[receipt.key]));
    } catch {
      isSigned = false;
    }
    if (!isSigned) throw new Fault("altered");
    return receipt.content;
  };

  const moment = (written) => {
    // The hour of the office, as it stands in the receipt, wherever the reader is.
    const [, day, hour] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(written) || [null, written, ""];
    const [year, month, date] = day.split("-").map(Number);
    if (language === "en") {
      const name = new Date(Date.UTC(year, month - 1, date)).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
      return `${name}, ${hour}`;
    }
    return `${year}年${month}月${date}日 ${hour}`;
  };

  const element = (name, text, css) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (css) made.className = css;
    return made;
  };

  const show = async () => {
    const answer = byId("answer");
    genuine = null;
    answer.replaceChildren();
    answer.hidden = source === null;
    byId("originals").hidden = true;
    if (source === null) return;
    try {
      genuine = await verify(read(source));
    } catch (fault) {
      answer.className = "wrong";
      answer.append(element("p", says("notGenuine"), "verdict"), element("p", says(fault instanceof Fault ? fault.message : "unreadable")));
      return;
    }
    answer.className = "good";
    answer.append(element("p", says("genuine"), "verdict"));
    const list = element("dl");
    const pair = (name, text) => list.append(element("dt", says(name)), element("dd", text));
    pair("by", genuine.by);
    pair("at", moment(genuine.received_at));
    pair("number", genuine.reference);
    pair("channel", says(`channel_${genuine.channel}`) || genuine.channel);
    pair("filesCount", String(genuine.files.length));
    answer.append(list);
    byId("originals").hidden = false;
    await Promise.all([compareText(), compareFiles()]);
  };

  // A text copied from elsewhere may have lost or gained the ends of its lines: each way it may have been sent is tried.
  const waysOf = (text) => {
    const plain = text.replace(/\r\n/g, "\n");
    return new Set([text, plain, plain.replace(/\n/g, "\r\n"), plain.replace(/\n+$/, ""), `${plain}\n`, plain.trim()]);
  };

  const compareText = async () => {
    const text = byId("original-text").value;
    const answer = byId("text-answer");
    answer.textContent = "";
    if (!text || !genuine) return;
    let isSame = false;
    for (const way of waysOf(text)) {
      if (hexOf(await digests.sha256(utf8.encode(way))) === genuine.text_sha256) isSame = true;
    }
    answer.textContent = says(isSame ? "textSame" : "textOther");
    answer.className = isSame ? "good-line" : "wrong-line";
  };

  const compareFiles = async () => {
    const list = byId("files-answer");
    list.replaceChildren();
    if (!genuine) return;
    for (const file of byId("original-files").files) {
      const digest = hexOf(await digests.sha256(new Uint8Array(await file.arrayBuffer())));
      const isHere = genuine.files.some((known) => known.sha256 === digest && known.size === file.size);
      list.append(element("li", says(isHere ? "fileSame" : "fileOther").replace("%s", file.name), isHere ? "good-line" : "wrong-line"));
    }
  };

  const showKeys = async () => {
    const list = byId("prints");
    list.replaceChildren();
    for (const key of Object.values(keys)) {
      const print = hexOf(await digests.sha256(bytesOf(key))).slice(0, 32).replace(/(.{4})(?=.)/g, "$1 ");
      const line = element("li");
      line.append(element("code", print));
      list.append(line);
    }
  };

  const speak = (chosen) => {
    language = chosen;
    document.documentElement.lang = chosen;
    document.title = says("title");
    for (const said of document.querySelectorAll("[data-says]")) said.textContent = says(said.dataset.says);
    for (const button of document.querySelectorAll("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset.language === chosen));
    }
    show();
  };

  const textOf = async (file) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const isPaper = bytes[0] === 0x25 && bytes[1] === 0x50;
    return new TextDecoder(isPaper ? "latin1" : "utf-8").decode(bytes);
  };

  byId("receipt-file").addEventListener("change", async (event) => {
    const file = event.target.files[0];
    source = file ? await textOf(file) : null;
    show();
  });
  byId("receipt-text").addEventListener("input", (event) => { source = event.target.value.trim() || null; show(); });
  byId("original-text").addEventListener("input", compareText);
  byId("original-files").addEventListener("change", compareFiles);
  byId("keys-file").addEventListener("change", async (event) => {
    const file = event.target.files[0];
    if (!file) return;
    try {
      const given = JSON.parse(await textOf(file));
      if (!given || Array.isArray(given) || !Object.values(given).length || !Object.values(given).every((key) => bytesOf(key).length === 32)) throw new Fault("noKeys");
      keys = given;
      byId("keys-answer").textContent = says("keysTaken");
    } catch {
      byId("keys-answer").textContent = says("noKeys");
    }
    showKeys();
    show();
  });
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => speak(button.dataset.language));
  }

  // Whoever scanned the paper comes here with the receipt behind the address; that part is never sent to a server.
  if (WRITTEN.test(location.hash)) {
    source = location.hash;
    byId("receipt-text").value = location.hash.slice(1);
  }
  byId("save").hidden = !location.protocol.startsWith("http");
  const wished = (navigator.language || "").toLowerCase();
  speak(wished.startsWith("en") ? "en" : /hant|tw|hk|mo/.test(wished) ? "zh-Hant" : "zh-Hans");
  showKeys();
})();
