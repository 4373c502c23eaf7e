// Asks the deployed function which operations are live, by the alias for people, and prints them: all, or those of families
// that are not among the ones given (a,b). A function that is not there yet runs none.
// Exit status: 0 none, 3 some, 1 it could not be asked.
const { InvokeCommand, LambdaClient } = require('../../infra/node_modules/@aws-sdk/client-lambda');

const FUNCTION = process.argv[2] ?? 'rds-maint-machine';
const KEPT = process.argv[3]?.split(',');
const ENDED = ['completed', 'failed', 'rolled_back'];

// The AWS CLI knows the region by the second name, too, which the SDK doesn't.
function region() {
  return process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || undefined;
}

async function live() {
  const answer = await new LambdaClient({ region: region() }).send(
    new InvokeCommand({
      FunctionName: FUNCTION,
      Qualifier: 'people',
      Payload: Buffer.from(JSON.stringify({ action: 'status' })),
    }),
  );
  const text = Buffer.from(answer.Payload ?? []).toString('utf8');
  if (answer.FunctionError) {
    throw new Error(`the function failed: ${text}`);
  }
  const { operations } = JSON.parse(text);
  if (!Array.isArray(operations)) {
    throw new Error(`the function's answer lists no operations: ${text}`);
  }
  return operations.filter((one) => !ENDED.includes(one.operation_state) && !KEPT?.includes(one.family ?? 'aurora'));
}

// What others wrote, without the characters that a terminal would obey.
function visible(text) {
  return String(text).replace(
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

live().then(
  (operations) => {
    for (const one of operations) {
      const waits = one.question_id ? `asks ${one.question_id}` : one.step_name;
      console.log(
        visible(
          [one.operation_id, one.operation_type, one.target?.name ?? one.cluster_id, one.operation_state, waits].join('  '),
        ),
      );
    }
    process.exitCode = operations.length > 0 ? 3 : 0;
  },
  (problem) => {
    if (KEPT && problem.name === 'ResourceNotFoundException') {
      return;
    }
    console.error(visible(`The function ${FUNCTION}:people could not be asked: ${problem.message}`));
    process.exitCode = 1;
  },
);
