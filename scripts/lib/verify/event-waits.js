// Whether the very states of statemachine/rds-maint-machine-wake*.asl.json wait, end and time out as scripts/deploy --wake relies on.
const { send, json, good, region } = require('../aws-call.js');
const { until } = require('./run.js');

const RESOURCE = 'verify';
const states = async (action, body) => JSON.parse(good(action, await json('states', `AWSStepFunctions.${action}`, body)).text);
const key = (operation) => `/wake/${RESOURCE}/${operation}`;
const object = (made, method, operation) =>
  send({ service: 's3', method, host: `${made.Bucket}.s3.${region()}.amazonaws.com`, path: key(operation) });

// Where the token is, and what is beside it.
const STORES = {
  WaitTable: async (made, operation) => {
    const answer = await json('dynamodb', 'DynamoDB_20120810.GetItem',
      { TableName: made.Table, Key: { pk: { S: `WAKE#${operation}` } }, ConsistentRead: true });
    const { Item } = JSON.parse(good('GetItem', answer).text);
    return Item && { token: Item.token.S, execution_arn: Item.execution_arn.S, expires_at: Number(Item.expires_at.N) };
  },
  WaitBucket: async (made, operation) => {
    const answer = await object(made, 'GET', operation);
    return answer.status === 200 ? JSON.parse(answer.text) : undefined;
  },
};

async function start(made, machine, operation, seconds) {
  const input = JSON.stringify({ operation_id: operation, wait_seconds: seconds, wake: { resource: RESOURCE, expires_at: 4102444800 } });
  return (await states('StartExecution', { stateMachineArn: made[machine], name: operation, input })).executionArn;
}

const output = (executionArn) => until('the end', 60, async () => {
  const one = await states('DescribeExecution', { executionArn });
  return one.status === 'RUNNING' ? undefined : one.output ?? one.status;
});

async function tried(made, machine) {
  const operation = `${machine.toLowerCase()}-${Date.now()}`;
  const executionArn = await start(made, machine, operation, 300);
  const written = await until('the token', 60, () => STORES[machine](made, operation));
  await states('SendTaskSuccess', { taskToken: written.token, output: '{}' });
  const woken = await output(executionArn);
  const late = await json('states', 'AWSStepFunctions.SendTaskSuccess', { taskToken: written.token, output: '{}' });
  const timedOut = await output(await start(made, machine, `${operation}-late`, 3));
  const ok = woken === '"woken"' && timedOut === '"timed out"' && late.status === 400
    && written.execution_arn === executionArn && written.expires_at === 4102444800;
  return { ok, seen: `${machine}: ${woken}, again ${late.status}, ${timedOut}` };
}

module.exports = [
  {
    name: 'event-wait',
    relied: 'the states of scripts/deploy --wake write their token with the machine\'s policy, are ended by it once, and time out (docs/adr/024)',
    stack: true,
    roles: Object.keys(STORES),
    async attempt({ made }) {
      try {
        const table = await tried(made, 'WaitTable');
        const bucket = await tried(made, 'WaitBucket');
        return { ok: table.ok && bucket.ok, seen: `${table.seen}; ${bucket.seen}` };
      } finally {
        const list = await send({ service: 's3', method: 'GET', host: `${made.Bucket}.s3.${region()}.amazonaws.com`, path: '/' });
        for (const [, found] of list.text.matchAll(/<Key>wake\/[^<]*\/([^<]*)<\/Key>/g)) await object(made, 'DELETE', found);
      }
    },
  },
];
