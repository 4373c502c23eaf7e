// Loaded before scripts/verify-on-aws in a test, so that it believes itself on AWS: what AWS is asked goes to the local endpoint,
// whose answers these are. CloudFormation, and what IAM decides of roles, is answered here; nothing takes its time.
const timers = require('node:timers/promises');

const endpoint = process.env.TEST_ENDPOINT;
// ROLE ACTION STATUS ANSWER, one a line.
const refusals = (process.env.TEST_REFUSALS || '').split('\n').map((line) => line.split(' '));
const there = global.fetch;
const { setTimeout: pause } = timers;
const sessions = new Map();
let outputs = '';

timers.setTimeout = (ms, ...more) => pause(Math.min(ms, 20), ...more);

function stack(action, form) {
  if (action === 'CreateStack') {
    outputs = Object.keys(JSON.parse(form.get('TemplateBody')).Outputs).map((key) =>
      `<member><OutputKey>${key}</OutputKey><OutputValue>arn:aws:iam::123456789012:role/${key}</OutputValue></member>`).join('');
  }
  console.log(`${action} ${form.get('StackName')}`);
  return new Response(`<StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${outputs}</Outputs>`);
}

global.fetch = async (url, given) => {
  const { hostname, pathname } = new URL(url);
  const form = new URLSearchParams(given.body);
  const action = form.get('Action') || given.headers['x-amz-target'].split('.').at(-1);
  if (hostname.startsWith('cloudformation.')) return stack(action, form);
  const role = sessions.get(given.headers['x-amz-security-token']);
  const refused = refusals.find(([who, what]) => who === role && what === action);
  if (refused) return new Response(refused.slice(3).join(' '), { status: Number(refused[2]) });
  const answer = await there(new URL(pathname, endpoint), given);
  if (action !== 'AssumeRole') return answer;
  const text = await answer.text();
  sessions.set(text.match(/<SessionToken>([^<]+)/)[1], form.get('RoleArn').split('/').at(-1));
  return new Response(text, { status: answer.status });
};
