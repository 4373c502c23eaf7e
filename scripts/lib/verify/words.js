// Compares the words that RDS uses with those of the simulator.
const { readFileSync, writeFileSync } = require('node:fs');
const { collected, compared, united } = require('./collection.js');
const { describe } = require('./rds.js');

const READS = {
  DescribeDBClusters: {},
  DescribeDBInstances: {},
  DescribeBlueGreenDeployments: {},
  DescribeDBClusterSnapshots: {},
  DescribePendingMaintenanceActions: {},
  DescribeEvents: { Duration: 14 * 24 * 60 },
};

const TITLES = {
  statuses: 'statuses that neither the simulator nor the product knows',
  fields: 'fields that the simulator does not show',
  messages: 'texts of events that the simulator does not know',
  absent: 'fields that the simulator shows and AWS did not, where AWS showed any of that action',
};

module.exports = [
  {
    name: 'words',
    relied: 'every status that AWS shows is one that the simulator shows or the product knows (docs/simulator.md)',
    plan: () => 'only reads: describes, and the events of 14 days',
    everywhere: true,
    async attempt({ record }) {
      const answers = [];
      for (const [action, parameters] of Object.entries(READS)) answers.push({ action, items: await describe(action, parameters) });
      const seen = united([collected(answers)]);
      if (record) writeFileSync(record, `${JSON.stringify({ date: new Date().toISOString().slice(0, 10), ...seen }, undefined, 2)}\n`);
      const differences = compared(seen, JSON.parse(readFileSync(`${__dirname}/../simulator-words.json`, 'utf8')));
      const found = Object.entries(differences).filter(([, words]) => words.length > 0);
      return {
        ok: differences.statuses.length === 0,
        seen: `${answers.map(({ items }) => items.length).reduce((a, b) => a + b)} items; `
          + (found.map(([part, words]) => `${words.length} ${TITLES[part]}`).join('; ') || 'nothing unknown'),
        details: found.map(([part, words]) => [TITLES[part], words]),
      };
    },
  },
];
