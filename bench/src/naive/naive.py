"""What the function is measured beside, in Python: the same calls as NaiveHandler, by boto3, in a loop on Lambda's Runtime API."""
import json
import os
import urllib.request

import boto3

table = boto3.client("dynamodb")
rds = boto3.client("rds")
name = os.environ["TABLE_NAME"]
api = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/invocation/"


def handle(request):
    item = table.get_item(
        TableName=name,
        ConsistentRead=True,
        Key={"pk": {"S": "OPERATION#" + request["operation_id"]}, "sk": {"S": "STATE"}},
    )["Item"]
    answer = {"cluster": rds.describe_db_clusters(DBClusterIdentifier="demo-multi")["DBClusters"][0]["Status"]}
    filters = [{"Name": "db-cluster-id", "Values": ["demo-multi"]}]
    for instance in rds.describe_db_instances(Filters=filters)["DBInstances"]:
        answer[instance["DBInstanceIdentifier"]] = instance["DBInstanceStatus"]
    if os.environ.get("NAIVE_STORES", "yes") == "yes":
        table.put_item(
            TableName=name,
            Item={**item, "pk": {"S": "NAIVE#1"}},
            ConditionExpression="attribute_not_exists(pk) OR attribute_exists(sk)",
        )
    return answer


while True:
    with urllib.request.urlopen(api + "next") as given:
        number = given.headers["Lambda-Runtime-Aws-Request-Id"]
        body = json.dumps(handle(json.load(given))).encode()
    urllib.request.urlopen(urllib.request.Request(api + number + "/response", body)).close()
