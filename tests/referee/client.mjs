// BinderHub's own client as a second opinion: reads lines of JSON, answers each with one.
//
//     node client.mjs <folder with node_modules>
//
// {"spec": "gh/o/r/main", "search": "labpath=a.ipynb"}: what the page found in the path, and the
// text it hands to URLSearchParams. The answer has "build", the address asked for a build, and
// "redirect", the address opened once the server runs; or "error".

import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const library = join(process.argv[2], "node_modules", "@jupyterhub", "binderhub-client", "lib");
const load = (name) => import(pathToFileURL(join(library, name)).href);
const { BinderRepository } = await load("client.js");
const { LaunchSpec } = await load("spec.js");

const BUILD = new URL("https://hub.invalid/build/");
const SERVER = new URL("https://jupyter.invalid/user/u/");

// Node keeps the low byte of a character that is not ASCII where the same parameter has a
// malformed escape, unlike a browser. Escaped beforehand it is read as in the standard.
function params(text) {
  const escaped = text.toWellFormed().replace(/[^\0-\x7f]+/g, encodeURIComponent);
  return new URLSearchParams(escaped);
}

function answer({ spec, search }) {
  try {
    const launch = LaunchSpec.fromSearchParams(params(search));
    return {
      build: new BinderRepository(spec, BUILD).buildUrl.href,
      redirect: launch.getJupyterServerRedirectUrl(SERVER, "t").href,
    };
  } catch (error) {
    return { error: String(error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
}
