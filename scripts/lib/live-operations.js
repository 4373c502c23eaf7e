// Asks the deployed function which operations are live, by the alias for people, and prints them.
// Exit status: 0 none, 3 some, 1 it could not be asked.
const { InvokeCommand, LambdaClient } = require('../../infra/node_modules/@aws-sdk/client-lambda');

const FUNCTION = 'rds-maint-machine';
const ENDED = ['completed', 'failed', 'rolled_back'];

async function live() {
  const answer = await new LambdaClient({}).send(
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
  return operations.filter((one) => !ENDED.includes(one.operation_state));
}

live().then(
  (operations) => {
    for (const one of operations) {
      const waits = one.question_id ? `asks ${one.question_id}` : one.step_name;
      console.log(`${one.operation_id}  ${one.operation_type}  ${one.cluster_id}  ${one.operation_state}  ${waits}`);
    }
    process.exitCode = operations.length > 0 ? 3 : 0;
  },
  (problem) => {
    console.error(`The function ${FUNCTION}:people could not be asked: ${problem.message}`);
    process.exitCode = 1;
  },
);
