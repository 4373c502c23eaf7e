// The points about what everything runs on: signatures, Step Functions, EventBridge, S3.
const { send, query, json, good, region } = require('../aws-call.js');
const { LOCAL, role, settled, until } = require('./run.js');

const SOURCE = 'rds-maint-verify';
const states = async (action, body) => JSON.parse(good(action, await json('states', `AWSStepFunctions.${action}`, body)).text);
const dynamo = async (action, body) => JSON.parse(good(action, await json('dynamodb', `DynamoDB_20120810.${action}`, body)).text);
const identity = (ageMinutes) => query('sts', '2011-06-15', 'GetCallerIdentity', {}, { ageMinutes });

async function waiting(made) {
  const name = `verify-${Date.now()}`;
  const { executionArn } = await states('StartExecution', { stateMachineArn: made.Machine, name, input: '{}' });
  const item = await until('the token', 60, async () =>
    (await dynamo('GetItem', { TableName: made.Table, Key: { pk: { S: name } }, ConsistentRead: true })).Item);
  return { executionArn, token: item.token.S };
}

const put = (made, as, source, count) =>
  json('events', 'AWSEvents.PutEvents',
    { Entries: Array.from({ length: count }, () => ({ Source: source, DetailType: 'Try', Detail: '{}' })) }, { as });

module.exports = [
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
    stack: true,
    async attempt({ made }) {
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
    stack: true,
    async attempt({ made }) {
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
    stack: true,
    async attempt({ made }) {
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
    stack: true,
    async attempt({ made }) {
      const as = await role(made.ProbeRole)();
      const ours = await settled(() => put(made, as, SOURCE, 10), (answer) => answer.status === 200);
      const others = await put(made, as, 'somebody.else', 1);
      const passed = ours.status === 200 && JSON.parse(ours.text).FailedEntryCount === 0;
      return { ok: passed && others.status === 400, seen: `ten of ours ${ours.status}, another source ${others.status}` };
    },
  },
  {
    name: 's3-missing',
    relied: 'a missing object is 404 for whoever may list its prefix only; 403 would stop every start',
    everywhere: true,
    stack: true,
    async attempt({ made }) {
      const there = LOCAL
        ? { path: '/rds-maint-machine/locks/missing' }
        : { host: `${made.Bucket}.s3.${region()}.amazonaws.com`, path: '/locks/missing', as: await role(made.ProbeRole)() };
      const answer = await settled(() => send({ service: 's3', method: 'GET', ...there }), (one) => one.status === 404);
      return { ok: answer.status === 404, seen: `${answer.status}` };
    },
  },
];
