// The stack's template, completed with roles that have the policies of policies/ as they are deployed.
const { readFileSync } = require('node:fs');

const LIB = `${__dirname}/..`;
const statements = (name) => JSON.parse(readFileSync(`${LIB}/../../policies/${name}.json`, 'utf8')).Statement;
const picked = (name, ...sids) => statements(name).filter((one) => sids.includes(one.Sid));

// What the function may look at, as far as it is about databases.
const reading = () => statements('lambda-policy').filter((one) => one.Sid.startsWith('Read') && one.Sid !== 'ReadExecutions');

// Each role's policies.
const ROLES = {
  ScalingWithout: () => [reading(), picked('lambda-suspend-scaling-policy', 'SuspendScaling')],
  ScalingWith: () => [reading(), statements('lambda-suspend-scaling-policy')],
  Upgrade: () => [reading(), statements('lambda-upgrade-building-policy'), statements('lambda-upgrade-finishing-policy')],
};

// In policies/ ${…} stands for what CloudFormation fills in, and the partition is written as aws.
function filledIn(node) {
  if (typeof node === 'string') return node.includes('${') ? { 'Fn::Sub': node.replace(/^arn:aws:/, 'arn:${AWS::Partition}:') } : node;
  if (Array.isArray(node)) return node.map(filledIn);
  return node && typeof node === 'object' ? Object.fromEntries(Object.entries(node).map(([key, one]) => [key, filledIn(one)])) : node;
}

const resource = (Type, Properties) => ({ Type, Properties });

function withRole(template, name) {
  const policies = ROLES[name]().map((Statement, i) => {
    const document = { Version: '2012-10-17', Statement: filledIn(Statement) };
    template.Resources[`${name}Policy${i + 1}`] = resource('AWS::IAM::ManagedPolicy', { PolicyDocument: document });
    return { Ref: `${name}Policy${i + 1}` };
  });
  const { AssumeRolePolicyDocument } = template.Resources.ProbeRole.Properties;
  template.Resources[name] = resource('AWS::IAM::Role', { AssumeRolePolicyDocument, ManagedPolicyArns: policies });
  template.Outputs[name] = { Value: { 'Fn::GetAtt': [name, 'Arn'] } };
  return template;
}

// Machines of one state of the generated definitions, which say how it ended, with what that state's machine may do.
const MACHINES = { WaitTable: 'wake', WaitBucket: 'wake-s3' };
const WAIT = 'Wait for AWS or an event';

function withMachine(template, name) {
  const definition = JSON.parse(readFileSync(`${LIB}/../../statemachine/rds-maint-machine-${MACHINES[name]}.asl.json`, 'utf8'));
  const end = (Result) => ({ Type: 'Pass', Result, End: true });
  const States = {
    [WAIT]: definition.States[WAIT],
    'Let AWS catch up': end('woken'),
    'Execute step': end('timed out'),
    'Wait for AWS': end('not begun'),
  };
  const text = JSON.stringify({ StartAt: WAIT, States }).replaceAll('arn:aws:', 'arn:${AWS::Partition}:');
  const { AssumeRolePolicyDocument } = template.Resources.MachineRole.Properties;
  const PolicyDocument = { Version: '2012-10-17', Statement: filledIn(picked(`state-machine-policy-${MACHINES[name]}`, 'WriteWaits')) };
  template.Resources[`${name}Role`] =
    resource('AWS::IAM::Role', { AssumeRolePolicyDocument, Policies: [{ PolicyName: 'AsDeployed', PolicyDocument }] });
  template.Resources[name] = resource('AWS::StepFunctions::StateMachine',
    { RoleArn: { 'Fn::GetAtt': [`${name}Role`, 'Arn'] }, DefinitionString: { 'Fn::Sub': text } });
  template.Outputs[name] = { Value: { Ref: name } };
  return template;
}

const completed = (template, name) => (name in MACHINES ? withMachine : withRole)(template, name);
const template = (roles) => roles.reduce(completed, JSON.parse(readFileSync(`${LIB}/verify-on-aws.template.json`, 'utf8')));

module.exports = { template };
if (require.main === module) console.log(JSON.stringify(template([...Object.keys(ROLES), ...Object.keys(MACHINES)]), undefined, 2));
