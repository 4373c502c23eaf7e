// scripts/verify-on-aws: shows the plan, makes a stack, tries each point, writes the report, deletes the stack.
const { readFileSync, writeFileSync } = require('node:fs');
const { createInterface } = require('node:readline/promises');
const { send, query, json, good, region, credentials } = require('./aws-call.js');

const STACK = 'rds-maint-verify';
const LOCAL = Boolean(process.env.AWS_ENDPOINT_URL);
const seconds = (n) => new Promise((done) => setTimeout(done, n * 1000));
const states = async (action, body) => JSON.parse(good(action, await json('states', `AWSStepFunctions.${action}`, body)).text);
const dynamo = async (action, body) => JSON.parse(good(action, await json('dynamodb', `DynamoDB_20120810.${action}`, body)).text);
const identity = (ageMinutes) => query('sts', '2011-06-15', 'GetCallerIdentity', {}, { ageMinutes });

async function until(what, most, look) {
  for (const end = Date.now() + most * 1000; Date.now() < end; await seconds(2)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`${what} did not come within ${most} s`);
}

async function waiting(made) {
  const name = `verify-${Date.now()}`;
  const { executionArn } = await states('StartExecution', { stateMachineArn: made.Machine, name, input: '{}' });
  const item = await until('the token', 60, async () =>
    (await dynamo('GetItem', { TableName: made.Table, Key: { pk: { S: name } }, ConsistentRead: true })).Item);
  return { executionArn, token: item.token.S };
}

async function asProbe(made) {
  const answer = await until('the role', 60, async () => {
    const one = await query('sts', '2011-06-15', 'AssumeRole', { RoleArn: made.ProbeRole, RoleSessionName: 'verify' });
    return one.status === 200 ? one : undefined;
  });
  const field = (name) => answer.text.match(new RegExp(`<${name}>([^<]+)</${name}>`))[1];
  return { id: field('AccessKeyId'), secret: field('SecretAccessKey'), session: field('SessionToken') };
}

const put = (made, as, source, count) =>
  json('events', 'AWSEvents.PutEvents',
    { Entries: Array.from({ length: count }, () => ({ Source: source, DetailType: 'Try', Detail: '{}' })) }, { as });

// relied: what the product relies on; attempt: answers { ok, seen }; everywhere: there is something to try without AWS, too.
const POINTS = [
  {
    name: 'date-tolerance',
    relied: 'a request signed 16 minutes ago is refused, one of now is not (docs/adr/001)',
    everywhere: true,
    async attempt() {
      const taken = [];
      for (const age of [0, 4, 6, 10, 14, 16, 20]) if ((await identity(age)).status === 200) taken.push(age);
      return { ok: taken.includes(0) && !taken.some((age) => age >= 16), seen: `taken at an age of ${taken.join(', ')} minutes` };
    },
  },
  {
    name: 'token-wait',
    relied: 'an SDK integration waits for its token, and whoever has it ends the wait',
    async attempt(made) {
      const { executionArn, token } = await waiting(made);
      await states('SendTaskSuccess', { taskToken: token, output: '{"ended":"by somebody else"}' });
      const end = await until('the end', 60, async () => {
        const one = await states('DescribeExecution', { executionArn });
        return one.status === 'RUNNING' ? undefined : one;
      });
      return { ok: end.status === 'SUCCEEDED' && end.output.includes('somebody else'), seen: `${end.status}, ${end.output}` };
    },
  },
  {
    name: 'token-in-history',
    relied: 'the parameters of the scheduled task in the history hold the token (docs/security.md)',
    async attempt(made) {
      const { executionArn, token } = await waiting(made);
      const { events } = await states('GetExecutionHistory', { executionArn });
      const at = events.find((event) => JSON.stringify(event).includes(JSON.stringify(token).slice(1, -1)));
      await states('StopExecution', { executionArn });
      return { ok: at?.type === 'TaskScheduled', seen: at ? `in ${at.type}` : 'in no event' };
    },
  },
  {
    name: 'event-delay',
    relied: 'the event of a stopped execution comes, mostly within seconds; the sweep is for those that do not',
    async attempt(made) {
      const { executionArn } = await waiting(made);
      await states('StopExecution', { executionArn });
      const stopped = Date.now();
      await until('the event', 300, async () => {
        const { Messages } = JSON.parse(good('ReceiveMessage',
          await json('sqs', 'AmazonSQS.ReceiveMessage', { QueueUrl: made.Queue, WaitTimeSeconds: 2 })).text);
        return Messages?.some((message) => message.Body.includes(executionArn));
      });
      return { ok: true, seen: `after ${((Date.now() - stopped) / 1000).toFixed(1)} s` };
    },
  },
  {
    name: 'bus-source',
    relied: 'the condition on events:source lets a batch of ten pass and another source not (policies/lambda-policy.json)',
    async attempt(made) {
      const as = await asProbe(made);
      const ours = await put(made, as, STACK, 10);
      const others = await put(made, as, 'somebody.else', 1);
      const passed = ours.status === 200 && JSON.parse(ours.text).FailedEntryCount === 0;
      return { ok: passed && others.status === 400, seen: `ten of ours ${ours.status}, another source ${others.status}` };
    },
  },
  {
    name: 's3-missing',
    relied: 'a missing object is 404 for whoever may list its prefix only; 403 would stop every start',
    everywhere: true,
    async attempt(made) {
      const answer = LOCAL
        ? await send({ service: 's3', method: 'GET', path: '/rds-maint-machine/locks/missing' })
        : await send({
            service: 's3', host: `${made.Bucket}.s3.${region()}.amazonaws.com`, method: 'GET', path: '/locks/missing', as: await asProbe(made),
          });
      return { ok: answer.status === 404, seen: `${answer.status}` };
    },
  },
];

function options(given) {
  const chosen = { yes: false, keep: false, report: 'docs/verified.md', only: POINTS.map((point) => point.name) };
  const problems = [];
  for (let i = 0; i < given.length; i++) {
    const value = () => (i + 1 < given.length ? given[++i] : (problems.push(`${given[i]} needs a value`), ''));
    if (given[i] === '--yes') chosen.yes = true;
    else if (given[i] === '--keep') chosen.keep = true;
    else if (given[i] === '--report') chosen.report = value();
    else if (given[i] === '--only') chosen.only = value().split(',');
    else problems.push(`unknown option ${given[i]}`);
  }
  chosen.only
    .filter((name) => !POINTS.some((point) => point.name === name))
    .forEach((name) => problems.push(`there is no point ${name}`));
  if (!region()) problems.push('no region: set AWS_REGION');
  if (!credentials().id || !credentials().secret) problems.push('no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  if (problems.length > 0) {
    console.error(`Wrong options; see scripts/verify-on-aws --help:\n  ${problems.join('\n  ')}`);
    process.exit(2);
  }
  return chosen;
}

const cloudFormation = (action, parameters) => query('cloudformation', '2010-05-15', action, { StackName: STACK, ...parameters });

async function makeStack() {
  const body = readFileSync(`${__dirname}/verify-on-aws.template.json`, 'utf8');
  good('CreateStack', await cloudFormation('CreateStack', { TemplateBody: body, 'Capabilities.member.1': 'CAPABILITY_IAM' }));
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

function report(file, who, results) {
  const rows = results.map(({ point, outcome, seen }) => `| \`${point.name}\` | ${point.relied} | ${outcome} | ${seen.replaceAll('|', '\\|')} |`);
  writeFileSync(file, `# What was tried on AWS

Written by \`scripts/verify-on-aws\` on ${new Date().toISOString().slice(0, 10)}, in ${region()}, ${who}.

| point | relied on | | seen |
|---|---|---|---|
${rows.join('\n')}
`);
}

async function attempt(point, made) {
  if (LOCAL && !point.everywhere) return { point, outcome: 'not tried', seen: 'this endpoint is not AWS' };
  try {
    const { ok, seen } = await point.attempt(made);
    return { point, outcome: ok ? 'yes' : '**no**', seen };
  } catch (problem) {
    return { point, outcome: 'failed', seen: problem.message };
  }
}

async function main() {
  const chosen = options(process.argv.slice(2));
  const points = POINTS.filter((point) => chosen.only.includes(point.name));
  const needsStack = !LOCAL && points.some((point) => point.name !== 'date-tolerance');
  const caller = good('GetCallerIdentity', await identity(0)).text.match(/<Account>(\d+)/)[1];
  console.log(`Account ${caller}, region ${region()}${LOCAL ? `, at ${process.env.AWS_ENDPOINT_URL}` : ''}.`);
  console.log(needsStack
    ? `Makes the stack ${STACK}${chosen.keep ? ' and keeps it' : ', and deletes it at the end'}. About ten minutes, less than 0.05 USD.`
    : 'Makes nothing, costs nothing, takes seconds.');
  points.forEach((point) => console.log(`  ${point.name}: ${point.relied}`));
  if (!chosen.yes) {
    const asked = createInterface({ input: process.stdin, output: process.stdout });
    // Where nobody can type, the end of the input is a no.
    const over = new Promise((resolve) => asked.once('close', () => resolve('')));
    const answer = await Promise.race([asked.question('Go on? [y/N] '), over]);
    asked.close();
    if (!/^y(es)?$/i.test(answer.trim())) return 1;
  }
  const results = [];
  let mine = false;
  try {
    let made = {};
    if (needsStack) {
      await makeStack();
      mine = true;
      made = await outputs();
    }
    for (const point of points) {
      const result = await attempt(point, made);
      console.log(`${point.name}: ${result.outcome}, ${result.seen}`);
      results.push(result);
    }
  } finally {
    if (mine && !chosen.keep) {
      good('DeleteStack', await cloudFormation('DeleteStack'));
      console.log(`The stack ${STACK} is being deleted.`);
    }
  }
  report(chosen.report, LOCAL ? 'on an endpoint that is not AWS' : 'on AWS', results);
  console.log(`Written: ${chosen.report}`);
  if (results.some((result) => result.outcome === 'failed')) return 1;
  return results.some((result) => result.outcome === '**no**') ? 3 : 0;
}

main().then(
  (status) => (process.exitCode = status),
  (problem) => {
    console.error(problem.message);
    process.exitCode = 1;
  },
);
