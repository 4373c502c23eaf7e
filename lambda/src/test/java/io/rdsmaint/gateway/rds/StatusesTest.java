package io.rdsmaint.gateway.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusesTest {

    /** The words of the Aurora User Guide's table of cluster statuses. */
    private static final List<String> OF_CLUSTERS = List.of(
            "Available",
            "Backing-up",
            "Backtracking",
            "Cloning-failed",
            "Creating",
            "Deleting",
            "Failing-over",
            "Inaccessible-encryption-credentials",
            "Inaccessible-encryption-credentials-recoverable",
            "Maintenance",
            "Migrating",
            "Migration-failed",
            "Modifying",
            "Promoting",
            "Preparing-data-migration",
            "Renaming",
            "Resetting-master-credentials",
            "Starting",
            "Stopped",
            "Stopping",
            "Storage-optimization",
            "Update-iam-db-auth",
            "Upgrading",
            "upgrade_failed");

    /** The words of the Aurora User Guide's table of instance statuses. */
    private static final List<String> OF_INSTANCES = List.of(
            "available",
            "backing-up",
            "backtracking",
            "configuring-enhanced-monitoring",
            "configuring-iam-database-auth",
            "configuring-log-exports",
            "converting-to-vpc",
            "creating",
            "delete-precheck",
            "deleting",
            "failed",
            "inaccessible-encryption-credentials",
            "inaccessible-encryption-credentials-recoverable",
            "incompatible-create",
            "incompatible-network",
            "incompatible-option-group",
            "incompatible-parameters",
            "incompatible-restore",
            "insufficient-capacity",
            "maintenance",
            "modifying",
            "moving-to-vpc",
            "rebooting",
            "resetting-master-credentials",
            "renaming",
            "restore-error",
            "starting",
            "stopped",
            "stopping",
            "storage-config-upgrade",
            "storage-full",
            "storage-initialization",
            "storage-optimization",
            "upgrading",
            "upgrade_failed");

    @Test
    void everyWordOfTheGuideIsKnown() {
        assertThat(OF_CLUSTERS).noneMatch(word -> Statuses.CLUSTER.of(word) == Outlook.UNKNOWN);
        assertThat(OF_INSTANCES).noneMatch(word -> Statuses.INSTANCE.of(word) == Outlook.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(Statuses.class)
    void noWordHasTwoMeanings(Statuses table) {
        List<String> words =
                table.words().values().stream().flatMap(Set::stream).toList();
        assertThat(words)
                .doesNotHaveDuplicates()
                .allSatisfy(word -> assertThat(word).isLowerCase());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed",
                "stopped",
                "stopping",
                "modify-failed",
                "upgrade-failed",
                "upgrade_failed",
                "cloning-failed",
                "migration-failed",
                "restore-failed",
                "incompatible-network",
                "incompatible-parameters",
                "incompatible-of-tomorrow",
                "inaccessible-encryption-credentials",
                "inaccessible-encryption-credentials-recoverable"
            })
    void whatOnlyAPersonEndsIsTheSameForClustersAndInstances(String word) {
        assertThat(Statuses.CLUSTER.of(word)).isEqualTo(Outlook.LASTS);
        assertThat(Statuses.INSTANCE.of(word)).isEqualTo(Outlook.LASTS);
    }

    @ParameterizedTest
    @CsvSource({
        "CLUSTER, available, READY",
        "CLUSTER, failing-over, PASSES",
        "CLUSTER, deleting, LEAVES",
        "INSTANCE, storage-optimization, SERVES",
        "INSTANCE, storage-full, LASTS",
        "INSTANCE, insufficient-capacity, LASTS",
        "INSTANCE, delete-precheck, LEAVES",
        "PROXY_TARGET, REGISTERING, PASSES",
        "PROXY_TARGET, PENDING_PROXY_CAPACITY, PASSES",
        "PROXY_TARGET, CONNECTION_FAILED, PASSES",
        "PROXY_TARGET, AUTH_FAILURE, LASTS",
        "DEPLOYMENT, AVAILABLE, READY",
        "DEPLOYMENT, PROVISIONING, PASSES",
        "DEPLOYMENT, INVALID_CONFIGURATION, LASTS",
        "DEPLOYMENT, SWITCHOVER_FAILED, LASTS",
        "DEPLOYMENT, DELETING, LEAVES",
        "DEPLOYMENT_MEMBER, MISSING_TARGET, LASTS",
        "DEPLOYMENT_MEMBER, SWITCHOVER_IN_PROGRESS, PASSES"
    })
    void aWordMeansWhatTheTableSays(Statuses table, String word, Outlook outlook) {
        assertThat(table.of(word)).isEqualTo(outlook);
    }

    @ParameterizedTest
    @EnumSource(Statuses.class)
    void aWordOfTomorrowIsKnownToNobody(Statuses table) {
        assertThat(table.of("being-pondered")).isEqualTo(Outlook.UNKNOWN);
        assertThat(table.of("")).isEqualTo(Outlook.UNKNOWN);
    }
}
