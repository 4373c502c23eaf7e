// Whether the policies for upgrades suffice to build, tag and remove a green side. Nothing is ever switched over.
const { good } = require('../aws-call.js');
const { Refused, denied, left, role, seconds, settled, until } = require('./run.js');
const rds = require('./rds.js');
const { child, value } = require('./xml.js');

const TAG = 'rds-maint-operation-id';
const HOUR = 3_600;
const LOOKS = { every: 30 };
const CALMLY = { every: 30, calmly: true };
const tagged = (key, text) => ({ 'Tags.Tag.1.Key': key, 'Tags.Tag.1.Value': text });
const resource = (arn) => arn.split(':').at(-1);

// A role's call on which the product relies.
async function must(action, parameters, as) {
  const answer = await settled(async () => rds.call(action, parameters, await as()), (one) => !denied(one));
  if (denied(answer)) throw new Refused(`${action} was denied: ${answer.text.match(/<Message>([^<]*)/)?.[1] ?? answer.text}`);
  return good(action, answer);
}

// The newest version of the same major one; undefined when there is none: green is then built in blue's.
async function newest({ engine, version }) {
  const [one] = await rds.describe('DescribeDBEngineVersions', { Engine: engine, EngineVersion: version });
  const targets = child(one ?? { items: [] }, 'ValidUpgradeTarget')?.items ?? [];
  return value(targets.filter((target) => value(target, 'IsMajorVersionUpgrade') === 'false').at(-1), 'EngineVersion');
}

const deployment = async (name, as) =>
  (await rds.describe('DescribeBlueGreenDeployments', rds.filter('blue-green-deployment-name', name), as))[0];

async function failure(found, as) {
  const tasks = (child(found, 'Tasks')?.items ?? []).filter((task) => value(task, 'Status') === 'FAILED');
  const asked = { SourceType: 'blue-green-deployment', SourceIdentifier: value(found, 'BlueGreenDeploymentIdentifier'), Duration: 300 };
  const events = (await rds.describe('DescribeEvents', asked, as)).map((event) => value(event, 'Message'));
  const told = events.filter((message) => /creation of blue\/green deployment failed/i.test(message));
  const invalid = value(found, 'Status') === 'INVALID_CONFIGURATION';
  if (!invalid && tasks.length + told.length === 0) return undefined;
  return [...tasks.map((task) => `${value(task, 'Name')} FAILED`), value(found, 'StatusDetails'), ...told].filter(Boolean).join('; ');
}

async function built(trial, as) {
  return until('the green side', 3 * HOUR, async () => {
    const found = await deployment(trial.name, await as());
    if (!found) throw new Error('somebody deleted the deployment');
    trial.green = resource(value(found, 'Target'));
    const failed = await failure(found, await as());
    if (failed !== undefined) throw new (/authori[sz]|permission|denied/i.test(failed) ? Refused : Error)(`green was not built: ${failed}`);
    return value(found, 'Status') === 'AVAILABLE' ? found : undefined;
  }, LOOKS);
}

// Tags of blue that its counterpart lacks; AWS's own begin with aws:.
function missing(blue, green, pairs) {
  const counterparts = new Map([green, ...green.instances].map((one) => [one.arn, one.tags]));
  return [blue, ...blue.instances].flatMap((one) => {
    const its = counterparts.get(pairs.get(one.arn)) ?? {};
    return Object.keys(one.tags).filter((key) => !key.startsWith('aws:') && its[key] !== one.tags[key]).map((key) => `${one.id}: ${key}`);
  });
}

async function tag(trial, green, as) {
  const endpoints = await rds.describe('DescribeDBClusterEndpoints', { DBClusterIdentifier: green.id }, await as());
  const custom = endpoints.filter((one) => value(one, 'EndpointType') === 'CUSTOM').map((one) => value(one, 'DBClusterEndpointArn'));
  for (const arn of [green.arn, ...green.instances.map((one) => one.arn), ...custom]) {
    await must('AddTagsToResource', { ResourceName: arn, ...tagged(TAG, trial.name) }, as);
  }
}

const unprotected = (id) => ({ DBClusterIdentifier: id, DeletionProtection: false });
const both = (found) => ({ BlueGreenDeploymentIdentifier: value(found, 'BlueGreenDeploymentIdentifier'), DeleteTarget: true });
const gone = async (trial, as) => !(await deployment(trial.name, as)) && !(trial.green && (await rds.cluster(trial.green, as)));

// As the product does it, by the role.
async function run(trial, blue, as) {
  const began = Date.now();
  const minutes = () => `${Math.round((Date.now() - began) / 60_000)} min`;
  const version = await newest(blue);
  trial.unsure = true;
  await must('CreateBlueGreenDeployment', {
    BlueGreenDeploymentName: trial.name,
    Source: blue.arn,
    ...(version && { TargetEngineVersion: version }),
    ...tagged(TAG, trial.name),
  }, as);
  trial.unsure = false;
  console.log(`The deployment ${trial.name} is being created; its green side takes about half an hour.`);
  const found = await built(trial, as);
  const seen = [`created${version && ` in ${version}`}, available after ${minutes()}`];
  const green = await rds.cluster(trial.green, await as());
  const pairs = new Map(child(found, 'SwitchoverDetails').items.map((one) => [value(one, 'SourceMember'), value(one, 'TargetMember')]));
  const lacking = missing(blue, green, pairs);
  seen.push(lacking.length ? `green lacks tags of blue: ${lacking.join(', ')}` : 'green has the tags of blue');
  await tag(trial, green, as);
  const bare = await settled(async () => {
    const now = await rds.cluster(trial.green, await as());
    return [now, ...now.instances].filter((one) => one.tags[TAG] !== trial.name).map((one) => one.id);
  }, (ids) => ids.length === 0);
  seen.push(bare.length ? `the tag is not on ${bare.join(', ')}` : 'tagged as ours');
  if (green.isProtected) {
    await must('ModifyDBCluster', unprotected(green.id), as);
    await until('the end of its protection', 600, async () => !(await rds.cluster(trial.green, await as())).isProtected, LOOKS);
  }
  await must('DeleteBlueGreenDeployment', both(found), as);
  await until('the end of the green side', 2 * HOUR, async () => gone(trial, await as()), LOOKS);
  seen.push(`${green.isProtected ? 'unprotected and ' : ''}removed after ${minutes()}`);
  return { ok: lacking.length + bare.length === 0, seen: seen.join('; ') };
}

// By the caller, after whatever happened; AWS may refuse to delete what is still being built, so this may take as long as that.
async function remove(trial) {
  // A creation without an answer may show a while later.
  if (trial.unsure) await seconds(120, true);
  if (await gone(trial)) return;
  console.log(`Removing the deployment ${trial.name} with its green side. Ctrl-C leaves them.`);
  await until('the deletion', 3 * HOUR, async () => {
    const found = await deployment(trial.name);
    if (!found || value(found, 'Status') === 'DELETING') return true;
    trial.green = resource(value(found, 'Target')) || trial.green;
    const green = trial.green && (await rds.cluster(trial.green));
    const action = green?.isProtected ? 'ModifyDBCluster' : 'DeleteBlueGreenDeployment';
    const answer = await rds.call(action, green?.isProtected ? unprotected(green.id) : both(found));
    if (!/Invalid(DBCluster|BlueGreenDeployment)State/.test(answer.text)) good(action, answer);
    return false; // The next look tells what came of it.
  }, CALMLY);
  await until('the end of the deployment', 2 * HOUR, async () => !(await deployment(trial.name)), CALMLY);
  await until(`the end of the green cluster ${trial.green}`, HOUR / 2, () => gone(trial), CALMLY);
}

module.exports = [
  {
    name: 'blue-green',
    relied: 'the policies for upgrades suffice to create a blue/green deployment, to tag its green side, which begins with the tags of '
      + 'blue, and to remove both (docs/security.md)',
    plan: ({ id, instances }) => `about an hour; makes a blue/green deployment of ${id} and removes it, never switches over; for that `
      + `time a second set of its instances costs: ${instances.length} (${instances.map((one) => one.type).join(', ')})`,
    cluster: true,
    stack: true,
    everywhere: true,
    roles: ['Upgrade'],
    async attempt({ made, cluster }) {
      const others = await rds.describe('DescribeBlueGreenDeployments', rds.filter('source', cluster.arn));
      if (others.length > 0) throw new Error(`${cluster.id} has a blue/green deployment already: nothing was touched`);
      const trial = { name: `verify-${Date.now()}`, green: '', unsure: false };
      const what = `the blue/green deployment ${trial.name} of ${cluster.id}, with its green side`;
      left.set(what, `aws rds describe-blue-green-deployments --filters Name=blue-green-deployment-name,Values=${trial.name}, then `
        + 'aws rds delete-blue-green-deployment --delete-target --blue-green-deployment-identifier with the identifier that it shows');
      try {
        const { ok, seen } = await run(trial, cluster, role(made.Upgrade));
        return made.Upgrade ? { ok, seen } : { partly: ok, seen: `${seen}; nobody's rights are known here` };
      } finally {
        await remove(trial).then(() => left.delete(what), (problem) => console.error(problem.message));
      }
    },
  },
];
