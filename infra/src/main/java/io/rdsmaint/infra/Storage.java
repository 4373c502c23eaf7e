package io.rdsmaint.infra;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.constructs.Construct;

/**
 * Where operations live. The table outlasts the stack and can't be deleted by accident: it is the only record of what
 * was done to whose cluster.
 */
final class Storage extends Construct {
    /** Lists operations by state and time; it never decides anything. */
    static final String INDEX = "by-state";

    private final Table table;

    Storage(Construct scope, String id) {
        super(scope, id);
        table = Table.Builder.create(this, "Table")
                .partitionKey(text("pk"))
                .sortKey(text("sk"))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .encryption(TableEncryption.AWS_MANAGED)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(true)
                .timeToLiveAttribute("expires_at")
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        table.addGlobalSecondaryIndex(GlobalSecondaryIndexProps.builder()
                .indexName(INDEX)
                .partitionKey(text("list_pk"))
                .sortKey(text("list_sk"))
                .projectionType(ProjectionType.ALL)
                .build());
        LogicalIds.fix(table, "Table");
    }

    String tableName() {
        return table.getTableName();
    }

    String tableArn() {
        return table.getTableArn();
    }

    String indexArn() {
        return table.getTableArn() + "/index/" + INDEX;
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
