// Makes scripts/lib/simulator-words.json of the simulator's answers: on standard input a line of JSON each, { world, action, answer },
// and one with what else the file is to hold.
const { readFileSync } = require('node:fs');
const { listed } = require('./rds.js');
const { collected, united } = require('./collection.js');

const worlds = {};
let rest = {};
for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const { world, action, answer, ...more } = JSON.parse(line);
  if (world) (worlds[world] ??= []).push({ action, items: listed(action, answer).items });
  else rest = more;
}
console.log(JSON.stringify({ ...united(Object.values(worlds).map(collected)), ...rest }, undefined, 2));
