// What the points have in common: waiting that Ctrl-C ends, roles, and what would be left behind.
const { setTimeout: pause } = require('node:timers/promises');
const { query } = require('../aws-call.js');

const LOCAL = Boolean(process.env.AWS_ENDPOINT_URL);
const stopping = new AbortController();

// What this script has made and not yet removed, with the command that removes it.
const left = new Map();

// AWS refuses or does not do what the product relies on; any other error says nothing of that.
class Refused extends Error {}

// calmly: goes on after Ctrl-C, because it cleans up. Elsewhere than on AWS nothing takes its time.
async function seconds(n, calmly = false) {
  try {
    await pause(LOCAL ? 50 : n * 1000, undefined, calmly ? {} : { signal: stopping.signal });
  } catch {
    throw new Error('stopped by you');
  }
}

async function until(what, most, look, { every = 2, calmly = false } = {}) {
  for (const end = Date.now() + most * 1000; Date.now() < end; await seconds(every, calmly)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`${what} did not come within ${most} s`);
}

// AWS takes a while until IAM knows a new role's rights, or describes show new tags: asks again for a minute, and gives the last answer.
async function settled(ask, enough) {
  for (let tries = 1; ; tries++) {
    const answer = await ask();
    if (enough(answer) || tries === 20) return answer;
    await seconds(3);
  }
}

const denied = (answer) => answer.status >= 400 && /AccessDenied|UnauthorizedOperation|not authorized/.test(answer.text);

async function assume(arn) {
  const answer = await until(`the role ${arn}`, 60, async () => {
    const one = await query('sts', '2011-06-15', 'AssumeRole', { RoleArn: arn, RoleSessionName: 'verify' });
    return one.status === 200 ? one : undefined;
  });
  const field = (name) => answer.text.match(new RegExp(`<${name}>([^<]+)</${name}>`))[1];
  return { id: field('AccessKeyId'), secret: field('SecretAccessKey'), session: field('SessionToken') };
}

// Gives a role's credentials whenever asked, new ones every half hour; without a role, as on an endpoint that is not AWS, the caller's.
function role(arn) {
  let taken = 0;
  let as;
  return async () => {
    if (arn && Date.now() - taken > 1_800_000) {
      as = await assume(arn);
      taken = Date.now();
    }
    return as;
  };
}

module.exports = { LOCAL, Refused, denied, left, role, seconds, settled, stopping, until };
