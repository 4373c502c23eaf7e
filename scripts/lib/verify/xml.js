// What the query APIs answer, as a tree of { name, text, items }: elements and their text are all that they use of XML.
const ENTITIES = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const plain = (text) =>
  text.replace(/&(?:#(x?)([0-9a-f]+)|(\w+));/gi, (all, hex, code, name) =>
    name ? ENTITIES[name] ?? all : String.fromCodePoint(parseInt(code, hex ? 16 : 10)));

function parse(text) {
  const open = [{ name: '', text: '', items: [] }];
  for (const [, closing, name, empty, words] of text.matchAll(/<[?!][^>]*>|<(\/?)([\w:.-]+)[^>]*?(\/?)>|([^<]+)/g)) {
    if (words) open.at(-1).text += plain(words);
    else if (closing) open.pop();
    else if (name) {
      const element = { name, text: '', items: [] };
      open.at(-1).items.push(element);
      if (!empty) open.push(element);
    }
  }
  return open[0];
}

const child = (node, ...names) => names.reduce((at, name) => at?.items.find((one) => one.name === name), node);
const value = (node, ...names) => child(node, ...names)?.text.trim() ?? '';

module.exports = { parse, child, value };
