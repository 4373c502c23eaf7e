// Whether the function may suspend the scaling of readers with what --suspend-scaling grants.
const { good, json } = require('../aws-call.js');
const { LOCAL, denied, left, role, settled } = require('./run.js');

const SUSPENDED = { DynamicScalingInSuspended: true, DynamicScalingOutSuspended: true, ScheduledScalingSuspended: true };
const call = async (action, body, as) => json('application-autoscaling', `AnyScaleFrontendService.${action}`, body, { as: await as?.() });
const readers = (cluster) =>
  ({ ServiceNamespace: 'rds', ResourceId: `cluster:${cluster.id}`, ScalableDimension: 'rds:cluster:ReadReplicaCount' });

// Registering brings the number of readers into the range that it names, so the range is one that holds it.
const most = (cluster) => cluster.instances.length - 1;

async function registered(cluster, as) {
  const asked = { ServiceNamespace: 'rds', ResourceIds: [`cluster:${cluster.id}`] };
  return JSON.parse(good('DescribeScalableTargets', await call('DescribeScalableTargets', asked, as)).text).ScalableTargets;
}

// The call of the product: it finds a target that somebody registered, and leaves its limits.
const suspend = (cluster, as) => call('RegisterScalableTarget', { ...readers(cluster), SuspendedState: SUSPENDED }, as);

const said = ({ status, text }) => {
  const { __type: type = '', message, Message = message } = status < 300 ? {} : JSON.parse(text);
  return `${status} ${[type.split('#').at(-1), Message].filter(Boolean).join(': ')}`.trim();
};

async function byRoles(made, cluster) {
  const without = role(made.ScalingWithout);
  const refused = await settled(() => suspend(cluster, without), (answer) => !denied(answer) || /ValidationException/.test(answer.text));
  const allowed = role(made.ScalingWith);
  const passed = await settled(() => suspend(cluster, allowed), (answer) => answer.status === 200);
  return {
    ok: refused.status === 400 && refused.text.includes('ValidationException') && passed.status === 200,
    seen: `without these rights ${said(refused)}; with the policy ${said(passed)}`,
  };
}

module.exports = [
  {
    name: 'scaling-rights',
    relied: 'the policy of --suspend-scaling suffices to suspend the scaling of readers; without its rights on instances AWS refuses it '
      + '(docs/deploying.md)',
    plan: (cluster) => `registers the readers of ${cluster.id} for scaling, from none to the ${most(cluster)} that it has, all suspended, `
      + 'and takes that back: nothing is scaled',
    cluster: true,
    stack: true,
    everywhere: true,
    roles: ['ScalingWithout', 'ScalingWith'],
    async attempt({ made, cluster }) {
      if ((await registered(cluster)).length > 0) throw new Error(`${cluster.id} has a scalable target already: nothing was touched`);
      const target = `the scalable target of ${cluster.id}`;
      left.set(target, 'aws application-autoscaling deregister-scalable-target --service-namespace rds '
        + `--resource-id cluster:${cluster.id} --scalable-dimension rds:cluster:ReadReplicaCount`);
      try {
        // By the caller, who may let AWS make its service-linked role where the account has none yet.
        const limits = { MinCapacity: 0, MaxCapacity: most(cluster) };
        good('RegisterScalableTarget',
          await call('RegisterScalableTarget', { ...readers(cluster), ...limits, SuspendedState: SUSPENDED }));
        if (!LOCAL) return await byRoles(made, cluster);
        good('RegisterScalableTarget', await suspend(cluster));
        const [{ SuspendedState: now }] = await registered(cluster);
        return { partly: true, seen: `registered, suspended ${Object.values(now).every(Boolean)}; nobody's rights are known here` };
      } finally {
        await deregister(cluster, target);
      }
    },
  },
];

async function deregister(cluster, target) {
  try {
    const answer = await call('DeregisterScalableTarget', readers(cluster));
    if (answer.status !== 400 || !answer.text.includes('ObjectNotFoundException')) good('DeregisterScalableTarget', answer);
    left.delete(target);
  } catch (problem) {
    console.error(problem.message);
  }
}
