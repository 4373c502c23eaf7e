// What the page may weigh, compressed: more fails the build.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const MOST = { js: 40_000, css: 8_000 };
const folder = new URL("../dist/assets/", import.meta.url);
const sizes = { js: 0, css: 0 };
for (const name of readdirSync(folder)) {
  const kind = name.split(".").at(-1);
  if (kind in sizes) {
    sizes[kind] += gzipSync(readFileSync(new URL(name, folder)), { level: 9 }).length;
  }
}
let tooLarge = false;
for (const [kind, bytes] of Object.entries(sizes)) {
  console.log(`${kind}: ${bytes} bytes compressed, at most ${MOST[kind]}`);
  tooLarge ||= bytes === 0 || bytes > MOST[kind];
}
process.exit(tooLarge ? 1 : 0);
