// The runbook as a page beside the console, so that a question's link leads to its section wherever the console is served.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const dist = new URL("../dist/", import.meta.url);
const lines = readFileSync(new URL("../../docs/runbook.md", import.meta.url), "utf8").split("\n");
const styles = readdirSync(new URL("assets/", dist)).filter((name) => name.endsWith(".css"));

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** Code is left as it is; of links only those within the page lead anywhere here. */
function inline(text) {
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.startsWith("`") && part.length > 1
        ? `<code>${escaped(part.slice(1, -1))}</code>`
        : escaped(part)
            .replaceAll(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>")
            .replaceAll(/\*([^*\s][^*]*)\*/g, "<em>$1</em>")
            .replaceAll(/\[([^\]]+)\]\((#[^)]+|https:[^)]+)\)/g, '<a href="$2">$1</a>')
            .replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, "$1 (docs/$2)"),
    )
    .join("");
}

/** As the pages that show Markdown name sections. */
function anchor(title) {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

function cells(row) {
  return row
    .replace(/^\|/, "")
    .replace(/\|\s*$/, "")
    .split(/(?<!\\)\|/)
    .map((cell) => inline(cell.trim().replaceAll("\\|", "|")));
}

const KINDS = [
  ["heading", /^#{1,4} /],
  ["code", /^ {4}/],
  ["table", /^\|/],
  ["list", /^(\* |\d+\. )/],
];

function kind(line) {
  return KINDS.find(([, form]) => form.test(line))?.[0] ?? "text";
}

function block(which, some) {
  switch (which) {
    case "code":
      return `<pre tabindex="0"><code>${escaped(some.map((line) => line.slice(4)).join("\n"))}</code></pre>`;
    case "table": {
      const [head, , ...rows] = some.map(cells);
      const row = (tag, all) => `<tr>${all.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
      return `<table><thead>${row("th", head)}</thead><tbody>${rows.map((all) => row("td", all)).join("")}</tbody></table>`;
    }
    case "list": {
      const items = some
        .join("\n")
        .split(/\n(?=\* |\d+\. )/)
        .map((item) => `<li>${inline(item.replace(/^(\* |\d+\. )/, ""))}</li>`);
      return /^\d/.test(some[0]) ? `<ol>${items.join("")}</ol>` : `<ul>${items.join("")}</ul>`;
    }
    default:
      return `<p>${inline(some.join("\n"))}</p>`;
  }
}

const body = [];
for (let i = 0; i < lines.length; ) {
  const which = kind(lines[i]);
  if (lines[i].trim() === "") {
    i++;
  } else if (which === "heading") {
    const [, signs, title] = /^(#+) (.*)$/.exec(lines[i]);
    body.push(`<h${signs.length} id="${anchor(title)}">${inline(title)}</h${signs.length}>`);
    i++;
  } else {
    const first = i;
    const goesOn = () =>
      i < lines.length &&
      (which === "code"
        ? /^ {4}/.test(lines[i]) || (lines[i].trim() === "" && /^ {4}/.test(lines[i + 1] ?? ""))
        : lines[i].trim() !== "" && (kind(lines[i]) === which || (which === "list" && kind(lines[i]) === "text")));
    do {
      i++;
    } while (goesOn());
    body.push(block(which, lines.slice(first, i)));
  }
}

writeFileSync(
  new URL("runbook.html", dist),
  `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="referrer" content="no-referrer" />
    <title>Runbook</title>
${styles.map((name) => `    <link rel="stylesheet" href="/console/assets/${name}" />`).join("\n")}
  </head>
  <body>
    <main class="runbook">
${body.join("\n")}
    </main>
  </body>
</html>
`,
);
console.log(`runbook: ${body.length} parts`);
