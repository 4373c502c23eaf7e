// Prints what a deployment made, from the CDK CLI's outputs file, and what to do next.
const { readFileSync } = require('node:fs');

const [file, allowTag, allowCluster, alarmEmail] = process.argv.slice(2);
const made = Object.values(JSON.parse(readFileSync(file, 'utf8')))[0];
for (const [name, value] of Object.entries(made).sort()) {
  console.log(`${name.padEnd(26)}${value}`);
}

if (!allowCluster) {
  const [key, ...value] = (allowTag || 'rds-maint-machine=allowed').split('=');
  console.log(`
Allow a cluster, and each of its instances, to be changed:

  aws rds add-tags-to-resource --resource-name CLUSTER_OR_INSTANCE_ARN --tags Key=${key},Value=${value.join('=')}`);
}
const input = {
  params: {
    type: 'instance_type_change',
    cluster_id: 'CLUSTER',
    dry_run: true,
    params: { target_instance_type: 'CLASS' },
  },
};
if (!alarmEmail) {
  console.log(`
Hear of alarms and of executions that fail:

  aws sns subscribe --topic-arn ${made.FailedExecutionsTopicArn} --protocol email --notification-endpoint YOU@EXAMPLE.COM`);
}
console.log(`
Show the plan of a change, without changing anything:

  aws stepfunctions start-execution --state-machine-arn ${made.StateMachineArn} \\
    --input '${JSON.stringify(input)}'`);
