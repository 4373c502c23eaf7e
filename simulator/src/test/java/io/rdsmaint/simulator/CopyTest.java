package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.CopyDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterSnapshotStateException;
import software.amazon.awssdk.services.rds.model.KmsKeyNotAccessibleException;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.rds.model.SnapshotQuotaExceededException;

/** Copies of snapshots: within a region, from another one, from another account; with keys and without. */
class CopyTest {
    private static final String FAR = "eu-west-1";
    private static final String OTHER = "210987654321";
    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/here";
    private static final String NEAR = "arn:aws:rds:us-east-1:123456789012:cluster-snapshot:";
    private static final String FAR_OWN = "arn:aws:rds:eu-west-1:123456789012:cluster-snapshot:far-own";
    private static final String FAR_OTHERS = "arn:aws:rds:eu-west-1:210987654321:cluster-snapshot:theirs";
    private static final String NEAR_OTHERS = "arn:aws:rds:us-east-1:210987654321:cluster-snapshot:theirs";

    private final Lab lab = new SqlLab(stage -> {
        stage.elsewhere("123456789012", FAR)
                .cluster(
                        "far",
                        "aurora-postgresql",
                        "15.8",
                        c -> c.attribute("KmsKeyId", "arn:aws:kms:eu-west-1:123456789012:key/far")
                                .snapshot("far-own", "available"));
        for (String region : new String[] {"us-east-1", FAR}) {
            stage.elsewhere(OTHER, region)
                    .cluster(
                            "others",
                            "aurora-postgresql",
                            "15.8",
                            c -> c.attribute("KmsKeyId", "arn:aws:kms:" + region + ":210987654321:key/k")
                                    .sharedSnapshot("theirs", Duration.ofHours(1), "123456789012"));
        }
        stage.alter("lab", c -> c.snapshot("plain", "available").snapshot("young", "creating"));
    });

    private DBClusterSnapshot copy(String source, Consumer<CopyDbClusterSnapshotRequest.Builder> more) {
        return lab.rds
                .copyDBClusterSnapshot(r -> r.sourceDBClusterSnapshotIdentifier(source)
                        .targetDBClusterSnapshotIdentifier("copy")
                        .applyMutation(more))
                .dbClusterSnapshot();
    }

    private DBClusterSnapshot seen() {
        return lab.rds
                .describeDBClusterSnapshots(r -> r.dbClusterSnapshotIdentifier("copy"))
                .dbClusterSnapshots()
                .getFirst();
    }

    @Test
    void aCopyFromAnotherRegionHasItsOwnKeyAndShowsHowFarItIs() {
        DBClusterSnapshot begun = copy(FAR_OWN, r -> r.sourceRegion(FAR).kmsKeyId(KEY));

        assertThat(begun.status()).isEqualTo("copying");
        assertThat(begun.sourceDBClusterSnapshotArn()).isEqualTo(FAR_OWN);
        assertThat(begun.kmsKeyId()).isEqualTo(KEY);
        lab.clock.advance(Duration.ofMinutes(15));
        assertThat(seen().percentProgress()).isBetween(30, 80);
        lab.clock.advance(Duration.ofMinutes(40));
        assertThat(seen().status()).isEqualTo("available");
        assertThat(seen().percentProgress()).isEqualTo(100);
        assertThat(seen().dbClusterIdentifier()).isEqualTo("far");
    }

    @Test
    void keysAndSignaturesAreAskedForWhereTheyAreNeeded() {
        assertThatThrownBy(() -> copy(FAR_OWN, r -> r.sourceRegion(FAR)))
                .hasMessageContaining("KmsKeyId must be given");
        assertThatThrownBy(() -> copy(FAR_OWN, r -> r.kmsKeyId(KEY))).hasMessageContaining("PreSignedUrl");
        assertThatThrownBy(() -> copy("plain", r -> r.kmsKeyId(KEY))).hasMessageContaining("not encrypted");
        assertThatThrownBy(() ->
                        copy(FAR_OWN, r -> r.sourceRegion(FAR).kmsKeyId(KEY.replace("us-east-1", "eu-west-1"))))
                .isInstanceOf(KmsKeyNotAccessibleException.class);
        assertThatThrownBy(() -> copy("young", r -> {})).isInstanceOf(InvalidDbClusterSnapshotStateException.class);
        lab.simulator.change(world -> world.withheld().add("kms:CreateGrant"));
        assertThatThrownBy(() -> copy(FAR_OWN, r -> r.sourceRegion(FAR).kmsKeyId(KEY)))
                .isInstanceOf(KmsKeyNotAccessibleException.class)
                .hasMessageContaining("kms:CreateGrant");
    }

    @Test
    void whatAnotherAccountSharesIsListedOnRequestAndCopiedInItsRegionFirst() {
        assertThat(lab.rds.describeDBClusterSnapshots(r -> {}).dbClusterSnapshots())
                .noneMatch(each -> each.dbClusterSnapshotArn().contains(OTHER));
        assertThat(lab.rds
                        .describeDBClusterSnapshots(r -> r.snapshotType("shared"))
                        .dbClusterSnapshots())
                .singleElement()
                .satisfies(each -> assertThat(each.dbClusterSnapshotArn()).isEqualTo(NEAR_OTHERS));
        assertThatThrownBy(() -> copy(FAR_OTHERS, r -> r.sourceRegion(FAR).kmsKeyId(KEY)))
                .hasMessageContaining("within its region first");
        assertThatThrownBy(() -> copy("theirs", r -> r.kmsKeyId(KEY)))
                .isInstanceOf(DbClusterSnapshotNotFoundException.class);
        assertThatThrownBy(() -> lab.rds.restoreDBClusterFromSnapshot(r -> r.dbClusterIdentifier("anew")
                        .snapshotIdentifier(NEAR_OTHERS)
                        .engine("aurora-postgresql")))
                .hasMessageContaining("copied before it is restored");

        assertThat(copy(NEAR_OTHERS, r -> r.kmsKeyId(KEY)).dbClusterSnapshotArn())
                .isEqualTo(NEAR + "copy");
    }

    @Test
    void bothQuotasHaveTheSameCodeAndACopyUnderWayIsGivenUpByItsDeletion() {
        lab.simulator.change(world -> world.site("123456789012", "us-east-1").copyQuota(1));
        copy(FAR_OWN, r -> r.sourceRegion(FAR).kmsKeyId(KEY));
        assertThatThrownBy(() -> copy(FAR_OWN, r -> r.sourceRegion(FAR).kmsKeyId(KEY)))
                .isInstanceOf(RdsException.class)
                .hasMessageContaining("already exists");
        assertThatThrownBy(() -> lab.rds.copyDBClusterSnapshot(r -> r.sourceDBClusterSnapshotIdentifier(FAR_OWN)
                        .targetDBClusterSnapshotIdentifier("another")
                        .sourceRegion(FAR)
                        .kmsKeyId(KEY)))
                .isInstanceOf(SnapshotQuotaExceededException.class);
        lab.rds.deleteDBClusterSnapshot(r -> r.dbClusterSnapshotIdentifier("copy"));
        lab.clock.advance(Duration.ofHours(1));
        assertThatThrownBy(this::seen).isInstanceOf(DbClusterSnapshotNotFoundException.class);
        lab.simulator.change(world -> world.site("123456789012", "us-east-1").snapshotQuota(2));
        assertThatThrownBy(() -> copy("plain", r -> {})).isInstanceOf(SnapshotQuotaExceededException.class);
    }
}
