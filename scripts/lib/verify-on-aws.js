// scripts/verify-on-aws: shows the plan, makes a stack, tries each point, writes the report, deletes the stack.
const { writeFileSync } = require('node:fs');
const { createInterface } = require('node:readline/promises');
const { query, good, region, credentials } = require('./aws-call.js');
const rds = require('./verify/rds.js');
const { LOCAL, Refused, left, stopping, until } = require('./verify/run.js');
const { template } = require('./verify/template.js');

const STACK = 'rds-maint-verify';
const THE_STACK = `the stack ${STACK}`;

// relied: what the product relies on; attempt: answers { ok, seen }, or { partly, seen } where it could not be tried whole; plan: what
// is done beyond the stack; cluster, stack, roles: what it needs; everywhere: there is something to try without AWS, too.
const POINTS = ['platform', 'event-waits', 'words', 'scaling-rights', 'blue-green'].flatMap((name) => require(`./verify/${name}.js`));

function options(given) {
  const chosen = { yes: false, keep: false, report: 'docs/verified.md', record: '', cluster: '', only: undefined };
  const problems = [];
  const values = { '--report': 'report', '--only': 'only', '--record': 'record', '--cluster': 'cluster' };
  for (let i = 0; i < given.length; i++) {
    if (given[i] === '--yes') chosen.yes = true;
    else if (given[i] === '--keep') chosen.keep = true;
    else if (!(given[i] in values)) problems.push(`unknown option ${given[i]}`);
    else if (given[i + 1]) chosen[values[given[i]]] = given[++i];
    else problems.push(`${given[i++]} needs a value`);
  }
  const wanted = chosen.only?.split(',');
  (wanted ?? [])
    .filter((name) => !POINTS.some((point) => point.name === name))
    .forEach((name) => problems.push(`there is no point ${name}`));
  chosen.points = POINTS.filter((point) => (wanted ? wanted.includes(point.name) : !point.cluster || chosen.cluster));
  chosen.leftOut = POINTS.filter((point) => !wanted && !chosen.points.includes(point));
  if (!chosen.cluster && !given.includes('--cluster')) {
    chosen.points.filter((point) => point.cluster).forEach((point) => problems.push(`the point ${point.name} needs --cluster`));
  }
  if (chosen.cluster && wanted && !chosen.points.some((point) => point.cluster)) problems.push('--cluster is for none of these points');
  if (chosen.record && wanted && !wanted.includes('words')) problems.push('--record is of the point words only');
  if (!region()) problems.push('no region: set AWS_REGION');
  if (!credentials().id || !credentials().secret) problems.push('no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  return wrong(problems) ? undefined : chosen;
}

function wrong(problems) {
  if (problems.length > 0) console.error(`Wrong options; see scripts/verify-on-aws --help:\n  ${problems.join('\n  ')}`);
  return problems.length > 0;
}

const cloudFormation = (action, parameters) => query('cloudformation', '2010-05-15', action, { StackName: STACK, ...parameters });

async function makeStack(points) {
  const body = JSON.stringify(template(points.flatMap((point) => point.roles ?? [])));
  left.set(THE_STACK, `aws cloudformation delete-stack --stack-name ${STACK}`);
  const answer = await cloudFormation('CreateStack', { TemplateBody: body, 'Capabilities.member.1': 'CAPABILITY_IAM' });
  // One that is there already is somebody's.
  if (answer.status >= 300) left.delete(THE_STACK);
  good('CreateStack', answer);
}

async function outputs() {
  const text = await until('the stack', 600, async () => {
    const { text: seen } = good('DescribeStacks', await cloudFormation('DescribeStacks'));
    if (/<StackStatus>(ROLLBACK|CREATE_FAILED)/.test(seen)) throw new Error(`the stack ${STACK} was not made; its events say why`);
    return seen.includes('<StackStatus>CREATE_COMPLETE') ? seen : undefined;
  });
  const made = {};
  for (const member of text.split('<Outputs>')[1].split('<member>').slice(1)) {
    made[member.match(/<OutputKey>([^<]+)/)[1]] = member.match(/<OutputValue>([^<]+)/)[1];
  }
  return made;
}

async function plan(chosen, cluster) {
  const { points, leftOut, keep, yes } = chosen;
  const identity = good('GetCallerIdentity', await query('sts', '2011-06-15', 'GetCallerIdentity'));
  const caller = identity.text.match(/<Account>(\d+)/)[1];
  console.log(`Account ${caller}, region ${region()}${LOCAL ? `, at ${process.env.AWS_ENDPOINT_URL}` : ''}.`);
  if (needsStack(points)) {
    const end = keep ? ' and keeps it' : ', and deletes it at the end';
    console.log(`Makes the stack ${STACK}${end}. About ten minutes, less than 0.05 USD, and what is said below.`);
  } else if (!cluster) console.log('Makes nothing, costs nothing, takes seconds.');
  for (const point of points) {
    console.log(`  ${point.name}: ${point.relied}`);
    if (point.plan) console.log(`    ${point.plan(cluster)}`);
  }
  if (leftOut.length > 0) console.log(`Left out: ${leftOut.map((point) => point.name).join(', ')} (needs --cluster).`);
  return yes || (await agreed());
}

async function agreed() {
  const asked = createInterface({ input: process.stdin, output: process.stdout });
  // Where nobody can type, the end of the input is a no.
  const over = new Promise((resolve) => asked.once('close', () => resolve('')));
  const answer = await Promise.race([asked.question('Go on? [y/N] '), over]);
  asked.close();
  return /^y(es)?$/i.test(answer.trim());
}

const needsStack = (points) => !LOCAL && points.some((point) => point.stack);

function report(file, who, results) {
  const cell = (text) => text.replace(/\b\d{12}\b/g, '…').replace(/\s+/g, ' ').replaceAll('|', '\\|');
  const rows = results.map(({ point, outcome, seen }) => `| \`${point.name}\` | ${point.relied} | ${outcome} | ${cell(seen)} |`);
  const details = results.flatMap((result) => result.details).map(([title, words]) =>
    `\nWords: ${title}\n\n${words.map((word) => `* \`${word}\``).join('\n')}\n`);
  writeFileSync(file, `# What was tried on AWS

Written by \`scripts/verify-on-aws\` on ${new Date().toISOString().slice(0, 10)}, in ${region()}, ${who}.

| point | relied on | | seen |
|---|---|---|---|
${rows.join('\n')}
${details.join('')}`);
}

async function attempt(point, given) {
  const result = (outcome, seen, details = []) => ({ point, outcome, seen, details });
  if (LOCAL && !point.everywhere) return result('not tried', 'this endpoint is not AWS');
  try {
    const { ok, partly, seen, details } = await point.attempt(given);
    return result(partly ? 'partly' : ok ? 'yes' : '**no**', seen, details);
  } catch (problem) {
    return result(problem instanceof Refused ? '**no**' : 'failed', problem.message);
  }
}

async function tryAll({ points, keep, record }, cluster) {
  const results = [];
  let mine = false;
  try {
    let made = {};
    if (needsStack(points)) {
      await makeStack(points);
      mine = true;
      made = await outputs();
    }
    for (const point of points) {
      if (stopping.signal.aborted) throw new Error('Stopped by you: no report was written.');
      const result = await attempt(point, { made, cluster, record });
      console.log(`${point.name}: ${result.outcome}, ${result.seen}`);
      for (const [title, words] of result.details) console.log(`  ${title}:\n    ${words.join('\n    ')}`);
      results.push(result);
    }
  } finally {
    if (mine && !keep) {
      good('DeleteStack', await cloudFormation('DeleteStack'));
      console.log(`The stack ${STACK} is being deleted.`);
    }
    if (mine) left.delete(THE_STACK);
  }
  if (stopping.signal.aborted) throw new Error('Stopped by you: no report was written.');
  return results;
}

async function main() {
  const chosen = options(process.argv.slice(2));
  if (!chosen) return 2;
  const cluster = chosen.cluster && (await rds.cluster(chosen.cluster));
  if (chosen.cluster && wrong(rds.unfit(chosen.cluster, cluster))) return 2;
  if (!(await plan(chosen, cluster))) return 1;
  const results = await tryAll(chosen, cluster);
  report(chosen.report, LOCAL ? 'on an endpoint that is not AWS' : 'on AWS', results);
  console.log(`Written: ${chosen.report}`);
  if (results.some((result) => result.outcome === 'failed')) return 1;
  return results.some((result) => result.outcome === '**no**') ? 3 : 0;
}

const tellWhatIsLeft = () => left.forEach((how, what) => console.error(`Left behind: ${what}. To remove it: ${how}`));

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    if (stopping.signal.aborted || left.size === 0) {
      tellWhatIsLeft();
      process.exit(1);
    }
    console.error('Stopping: what was made is removed first.');
    stopping.abort();
  });
}

main()
  .then(
    (status) => status,
    (problem) => {
      console.error(problem.message);
      return 1;
    },
  )
  .then((status) => {
    tellWhatIsLeft();
    process.exitCode = left.size > 0 ? 1 : status;
  });
