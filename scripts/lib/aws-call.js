// One signed request to AWS (Signature Version 4), as little as scripts/verify-on-aws needs: the date of a request can be chosen.
const { createHash, createHmac } = require('node:crypto');

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();

function region() {
  return process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || '';
}

function credentials() {
  return {
    id: process.env.AWS_ACCESS_KEY_ID || '',
    secret: process.env.AWS_SECRET_ACCESS_KEY || '',
    session: process.env.AWS_SESSION_TOKEN || '',
  };
}

function url(service, host) {
  if (process.env.AWS_ENDPOINT_URL) return new URL(process.env.AWS_ENDPOINT_URL);
  return new URL(`https://${host || `${service}.${region()}.amazonaws.com`}`);
}

// service: as it is signed; host: where it differs from service.region.amazonaws.com; ageMinutes: of the date that is signed.
async function send({ service, host, method = 'POST', path = '/', headers = {}, body = '', as = credentials(), ageMinutes = 0 }) {
  const to = url(service, host);
  const at = new Date(Date.now() - ageMinutes * 60_000).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const all = { ...headers, host: to.host, 'x-amz-date': at };
  if (service === 's3') all['x-amz-content-sha256'] = sha256(body);
  if (as.session) all['x-amz-security-token'] = as.session;
  const names = Object.keys(all).map((name) => name.toLowerCase()).sort();
  const value = (name) => String(all[Object.keys(all).find((one) => one.toLowerCase() === name)]).trim();
  const signed = names.join(';');
  const canonical = [method, path, '', ...names.map((name) => `${name}:${value(name)}`), '', signed, sha256(body)].join('\n');
  const scope = `${at.slice(0, 8)}/${region()}/${service}/aws4_request`;
  const key = [region(), service, 'aws4_request'].reduce(hmac, hmac(`AWS4${as.secret}`, at.slice(0, 8)));
  const signature = hmac(key, ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n')).toString('hex');
  const { host: _, ...sent } = all;
  sent.authorization = `AWS4-HMAC-SHA256 Credential=${as.id}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
  const answer = await fetch(new URL(path, to), { method, headers: sent, body: method === 'GET' ? undefined : body });
  return { status: answer.status, text: await answer.text() };
}

function good(what, answer) {
  if (answer.status >= 300) throw new Error(`${what} was answered ${answer.status}: ${answer.text.slice(0, 400)}`);
  return answer;
}

const query = (service, version, action, parameters = {}, more = {}) =>
  send({
    service,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams({ Action: action, Version: version, ...parameters }).toString(),
    ...more,
  });

const json = (service, target, body, more = {}) =>
  send({
    service,
    headers: {
      'content-type': `application/x-amz-json-1.${['events', 'application-autoscaling'].includes(service) ? 1 : 0}`,
      'x-amz-target': target,
    },
    body: JSON.stringify(body),
    ...more,
  });

module.exports = { send, query, json, good, region, credentials };
