// The words that RDS uses: names of fields, statuses, texts of events. Nothing is kept that names anything of an account.
const { value } = require('./xml.js');

// Fields whose values are words of AWS.
const isStatus = (path) => path.endsWith('Status') || path === 'Tasks.member.Name';

// Fields whose values name something.
const NAMING = /(Identifier|Name|Username|Group|Id|Arn|Identifiers)$/;

// Where the product's own table of statuses holds, by the names that simulator-words.json has for its parts.
const TABLES = {
  'DescribeDBClusters Status': 'cluster',
  'DescribeDBInstances DBInstanceStatus': 'instance',
  'DescribeBlueGreenDeployments Status': 'deployment',
  'DescribeBlueGreenDeployments SwitchoverDetails.member.Status': 'deployment_member',
};

// Each element within an item, with its path and its text.
function* elements(node, before = '') {
  for (const one of node.items) {
    yield [before + one.name, one.text.trim()];
    yield* elements(one, `${before}${one.name}.`);
  }
}

// Instances and snapshots of other engines have words of their own.
const aurora = (item) => !value(item, 'Engine') || value(item, 'Engine').startsWith('aurora');

const HYPHENATED = /^(multi|cross|same|read|point|in|out|auto|pending|pre|re|non|self|high|low|up|long|short|well)-[a-z-]+$/i;
const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

// An event's text without what is of an account or of one occasion. What may be a name is taken for one.
function masked(message, names) {
  const known = [...names].filter((name) => name.length > 1).sort((a, b) => b.length - a.length);
  const inside = known.filter((name) => message.includes(name));
  return inside
    .reduce((text, name) => text.replace(new RegExp(`(?<![\\w-])${quoted(name)}(?![\\w-])`, 'g'), '<name>'), message)
    .replace(/arn:[^\s,;]+/g, '<arn>')
    .replace(/\b\d{4}-\d\d-\d\d([T ][\d:.]+)?( ?(Z|UTC|[+-]\d\d:?\d\d))?/g, '<time>')
    .replace(/'[^']*'|"[^"]*"|`[^`]*`/g, '<name>')
    .replace(/(parameter \S+ to ).*( with apply method)/i, '$1<value>$2')
    .replace(/((?:ParameterGroup|from) )[^\s<>]+(?= to |\.?$)/g, '$1<name>')
    .replace(/( to )[^\s<>]+(?=\.?$)/, '$1<name>')
    .replace(/(?<=(?:Renamed|Switchover) .*?)[^\s.]+ to [^\s.]+/g, '<name> to <name>')
    .replace(/: [^\s<]+\.?$/, ': <name>')
    .replace(/(?<![<\w])[\w][\w.:/@-]*[\w](?![>\w])|\d/g, (word) => {
      if (/^[\d.:]+$/.test(word)) return '<n>';
      return /[\d_@]|\w[.:]\w/.test(word) || (word.includes('-') && !HYPHENATED.test(word)) ? '<name>' : word;
    });
}

const sorted = (texts) => [...new Set(texts)].sort();

// One collection of { action, items }, all of the same account and region.
function collected(answers) {
  const words = { fields: {}, statuses: {}, messages: [] };
  const names = new Set();
  const others = new Set();
  const all = answers.flatMap(({ action, items }) => items.map((item) => ({ action, item })));
  for (const { action, item } of all.filter((one) => !aurora(one.item))) others.add(value(item, `${action.slice(8, -1)}Identifier`));
  const ours = all.filter(({ item }) => aurora(item) && !others.has(value(item, 'SourceIdentifier')));
  for (const { action, item } of ours) {
    for (const [path, text] of elements(item)) {
      (words.fields[action] ??= []).push(path);
      if (isStatus(path)) (words.statuses[`${action} ${path}`] ??= []).push(/^[a-z][a-z0-9 _-]{0,60}$/i.test(text) ? text : '<other>');
      else if (NAMING.test(path)) names.add(text.startsWith('arn:') ? text.split(':').at(-1) : text);
    }
  }
  for (const { item } of ours) if (value(item, 'Message')) words.messages.push(masked(value(item, 'Message'), names));
  return words;
}

// Several collections as one, each word once, in order.
function united(all) {
  const union = (part) => Object.fromEntries(sorted(all.flatMap((one) => Object.keys(one[part])))
    .map((key) => [key, sorted(all.flatMap((one) => one[part][key] ?? []))]));
  return { fields: union('fields'), statuses: union('statuses'), messages: sorted(all.flatMap((one) => one.messages)) };
}

const written = (word) => word.toLowerCase().replaceAll('_', '-');

// What AWS used and the simulator does not know, and fields that the simulator shows and AWS did not. A status in a field that the
// simulator does not show is told as that field.
function compared(seen, known) {
  const unknown = (part, key, knows) => seen[part][key].filter((word) => !knows(word)).map((word) => `${key}: ${word}`);
  const places = Object.keys(seen.statuses).filter((key) => key in known.statuses || key in TABLES);
  const statuses = places.flatMap((key) => {
    const words = [...(known.statuses[key] ?? []), ...(known.product[TABLES[key]] ?? [])].map(written);
    const lasts = (word) => key in TABLES && known.lasting.some((form) => new RegExp(form).test(word));
    return unknown('statuses', key, (word) => words.includes(written(word)) || lasts(written(word)));
  });
  const actions = Object.keys(seen.fields);
  return {
    statuses,
    fields: actions.flatMap((key) => unknown('fields', key, (field) => known.fields[key]?.includes(field))),
    messages: seen.messages.filter((message) => !known.messages.includes(message)),
    absent: actions.flatMap((key) =>
      (known.fields[key] ?? []).filter((field) => !seen.fields[key].includes(field)).map((field) => `${key}: ${field}`)),
  };
}

module.exports = { collected, united, compared };
