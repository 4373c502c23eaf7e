// RDS as the points ask it: describes with all their pages, and what of a cluster the points need.
const { good, query } = require('../aws-call.js');
const { denied, seconds } = require('./run.js');
const { child, parse, value } = require('./xml.js');

const ALLOW_TAG = ['rds-maint-machine', 'allowed'];
const call = (action, parameters, as) => query('rds', '2014-10-31', action, parameters, { as });

// What fails by the way is asked again: a point may take an hour, and IAM a while until it knows a new role's rights.
async function read(action, parameters, as) {
  for (let tries = 1; ; tries++) {
    const answer = await call(action, parameters, as).catch((problem) => ({ status: 599, text: problem.message }));
    const passes = answer.status >= 500 || /<Code>(Throttling|RequestLimitExceeded)/.test(answer.text) || (as && denied(answer));
    if (!passes || tries === 5) return answer;
    await seconds(2 ** tries, true);
  }
}

// The list of an answer: DescribeXResponse, DescribeXResult, the list beside its marker.
function listed(action, text) {
  const result = child(parse(text), `${action}Response`, `${action}Result`);
  const list = result.items.find((one) => one.name !== 'Marker');
  return { items: list?.items ?? [], marker: value(result, 'Marker') };
}

// All items; none when what was named does not exist.
async function describe(action, parameters = {}, as = undefined) {
  const items = [];
  for (let marker; ; ) {
    const answer = await read(action, marker ? { ...parameters, Marker: marker } : parameters, as);
    if (answer.status === 404) return [];
    const page = listed(action, good(action, answer).text);
    items.push(...page.items);
    marker = page.marker;
    if (!marker) return items;
  }
}

const filter = (name, text) => ({ 'Filters.Filter.1.Name': name, 'Filters.Filter.1.Values.Value.1': text });
const tags = (node) =>
  Object.fromEntries((child(node, 'TagList')?.items ?? []).map((tag) => [value(tag, 'Key'), value(tag, 'Value')]));

async function members(cluster, as) {
  const all = await describe('DescribeDBInstances', filter('db-cluster-id', cluster), as);
  return all.map((one) => ({
    id: value(one, 'DBInstanceIdentifier'),
    arn: value(one, 'DBInstanceArn'),
    type: value(one, 'DBInstanceClass'),
    status: value(one, 'DBInstanceStatus'),
    tags: tags(one),
  }));
}

// A cluster with its instances; undefined when there is none.
async function cluster(id, as) {
  const [one] = await describe('DescribeDBClusters', { DBClusterIdentifier: id }, as);
  return one && {
    id: value(one, 'DBClusterIdentifier'),
    arn: value(one, 'DBClusterArn'),
    engine: value(one, 'Engine'),
    version: value(one, 'EngineVersion'),
    status: value(one, 'Status'),
    isProtected: value(one, 'DeletionProtection') === 'true',
    tags: tags(one),
    instances: await members(id, as),
  };
}

// Why a cluster is none for trials.
function unfit(id, found) {
  if (!found) return [`there is no cluster ${id} in this region`];
  const [key, allowed] = ALLOW_TAG;
  const all = [{ ...found, id: `cluster ${found.id}` }, ...found.instances.map((one) => ({ ...one, id: `instance ${one.id}` }))];
  return [
    ...(found.engine.startsWith('aurora') ? [] : [`cluster ${id} is of ${found.engine}, not Aurora`]),
    ...(found.instances.length >= 2 ? [] : [`cluster ${id} has fewer than two instances`]),
    ...all.filter((one) => one.tags[key] !== allowed).map((one) => `${one.id} lacks the tag ${key}=${allowed}`),
    ...all.filter((one) => one.status !== 'available').map((one) => `${one.id} is ${one.status}, not available`),
  ];
}

module.exports = { call, cluster, describe, filter, listed, tags, unfit };
