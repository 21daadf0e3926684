// What node itself makes of a string, to hold browser.py to: a line of JSON for each line of JSON.
//
// {"text": ..., "base": ...}: `base` is an address that `text` is also read relative to.

import { createInterface } from "node:readline";

function attempt(work) {
  try {
    return work();
  } catch {
    return null;
  }
}

function parts(url) {
  return [url.origin, url.pathname, url.search, url.hash];
}

// Node keeps the low byte of a character that is not ASCII where the same
// parameter has a malformed escape. Escaped beforehand it is read as in the standard.
function params(text) {
  const escaped = text.toWellFormed().replace(/[^\0-\x7f]+/g, encodeURIComponent);
  return new URLSearchParams(escaped);
}

function answer({ text, base }) {
  return {
    absolute: attempt(() => parts(new URL(`https://h.example/${text}`))),
    relative: attempt(() => parts(new URL(text, base))),
    decoded: attempt(() => decodeURI(text)),
    encoded: attempt(() => encodeURI(text)),
    pairs: [...params(text)],
    form: String(params(text)),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
}
