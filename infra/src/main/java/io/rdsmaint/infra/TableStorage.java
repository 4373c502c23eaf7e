package io.rdsmaint.infra;

import io.rdsmaint.infra.machine.EventWait;
import io.rdsmaint.infra.policy.Grant;
import io.rdsmaint.infra.policy.StoreGrants;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/** One table, encrypted, with backups to restore from, that can't be deleted while it is protected. */
final class TableStorage extends Construct implements Storage {
    /** Lists operations by state, urgency and time, with what lists show; it never decides anything. */
    static final String INDEX = "listing";

    /** The same of earlier releases, with whole documents: it serves while the other is being made, and goes in the release after. */
    static final String EARLIER_INDEX = "by-state";

    private final Table table;

    TableStorage(Construct scope, String id, UpkeepOptions upkeep, Optional<IKey> key) {
        super(scope, id);
        Table.Builder builder = Table.Builder.create(this, "Table")
                .partitionKey(text("pk"))
                .sortKey(text("sk"))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .encryption(key.isPresent() ? TableEncryption.CUSTOMER_MANAGED : TableEncryption.AWS_MANAGED)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(upkeep.keepRecords())
                .timeToLiveAttribute("expires_at")
                .removalPolicy(Removal.of(upkeep));
        key.ifPresent(builder::encryptionKey);
        table = builder.build();
        table.addGlobalSecondaryIndex(GlobalSecondaryIndexProps.builder()
                .indexName(EARLIER_INDEX)
                .partitionKey(text("list_pk"))
                .sortKey(text("list_sk"))
                .projectionType(ProjectionType.ALL)
                .build());
        table.addGlobalSecondaryIndex(GlobalSecondaryIndexProps.builder()
                .indexName(INDEX)
                .partitionKey(text("list_pk"))
                .sortKey(text("list_sk"))
                .projectionType(ProjectionType.INCLUDE)
                .nonKeyAttributes(List.of("listed"))
                .build());
        LogicalIds.fix(table, "Table");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("STATE_STORE", "dynamodb", "TABLE_NAME", table.getTableName());
    }

    @Override
    public List<Grant> grants() {
        String indexes = table.getTableArn() + "/index/";
        return StoreGrants.table(table.getTableArn(), List.of(indexes + INDEX, indexes + EARLIER_INDEX));
    }

    @Override
    public EventWait eventWait() {
        return EventWait.inTable(table.getTableName());
    }

    @Override
    public List<Grant> eventWaitReads() {
        return List.of();
    }

    @Override
    public Grant eventWaitGrant() {
        return StoreGrants.waitsInTable(table.getTableArn());
    }

    @Override
    public Map.Entry<String, String> output() {
        return Map.entry("TableName", table.getTableName());
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
