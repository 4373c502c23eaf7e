package io.rdsmaint.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Step;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.ClusterSnapshot;
import io.rdsmaint.simulator.scenario.ScenarioBuilder;
import io.rdsmaint.testkit.restore.IsolationWatch;
import io.rdsmaint.testkit.restore.RestoreTestRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Restores of what has to be copied first: from another region, from another account, on request. */
class CopiedRestoreTest {
    private static final String FAR = "eu-west-1";
    private static final ObjectNode RESIDUE =
            JsonNodeFactory.instance.objectNode().put("action", "status").put("residue", true);
    private static final String ACCOUNT = "123456789012";

    private static RestoreTestRunner elsewhere(Consumer<ScenarioBuilder> more) {
        RestoreTestRunner trial = RestoreTestRunner.in("restore-elsewhere", more);
        trial.parameters.withObject("source").put("region", FAR);
        return trial;
    }

    private static RestoreTestRunner shared(Consumer<ScenarioBuilder> more) {
        RestoreTestRunner trial = RestoreTestRunner.in("restore-shared", more);
        trial.parameters.withObject("source").put("region", FAR).put("include_shared", true);
        return trial;
    }

    private static AccountRegion site(RestoreTestRunner trial, String region) {
        return trial.simulator.world().site(ACCOUNT, region);
    }

    private static List<String> copies(RestoreTestRunner trial, String region) {
        return site(trial, region).clusterSnapshots().values().stream()
                .filter(each -> each.sourceArn().isPresent())
                .map(ClusterSnapshot::id)
                .toList();
    }

    private static List<String> made(RestoreTestRunner trial) {
        return trial.effects().stream()
                .filter(call -> call.startsWith("CopyDBClusterSnapshot"))
                .toList();
    }

    /** What it is seen to wait for. */
    private static List<String> waits(RestoreTestRunner trial, Consumer<String> when) {
        List<String> texts = new ArrayList<>();
        trial.waiting((operation, asked) -> {
            operation.current().map(Step::waitCondition).ifPresent(text -> {
                texts.add(text);
                when.accept(text);
            });
            return asked;
        });
        return texts;
    }

    private static void assertMasked(RestoreTestRunner trial) {
        assertThat(trial.clusters().keySet()).containsExactly("shop-staging");
        assertThat(trial.sql(
                        "shop-staging",
                        trial.managed("shop-staging"),
                        "SELECT count(*), count(*) FILTER (WHERE email LIKE '%@masked.invalid') FROM customers"))
                .containsExactly("500 500");
    }

    @Test
    void fromAnotherRegionItEndsWithMaskedRowsAndTheCopyIsGone() {
        RestoreTestRunner trial = elsewhere(_ -> {});
        IsolationWatch watch = new IsolationWatch(
                () -> trial.simulator, Map.of("shop_admin", "production-admin", "shop_app", "production-app"));
        trial.observedBy(watch);
        List<String> waits = waits(trial, _ -> {});

        Operation operation = trial.run();

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(watch.breaches()).isEmpty();
        assertMasked(trial);
        assertThat(made(trial)).hasSize(1);
        assertThat(copies(trial, "us-east-1")).isEmpty();
        assertThat(copies(trial, FAR)).isEmpty();
        assertThat(site(trial, FAR).clusterSnapshots()).hasSize(1);
        assertThat(operation.residue()).isEmpty();
        assertThat(trial.cluster("shop-staging").kmsKeyId())
                .isEqualTo("arn:aws:kms:us-east-1:123456789012:key/staging");
        assertThat(operation.report()).anyMatch(line -> line.startsWith("copied: arn:aws:rds:eu-west-1:"));
        assertThat(waits).anyMatch(text -> text.matches(".*to be copied \\([0-9]+ %, about [0-9]+ minutes left.*"));
    }

    @Test
    void whatAnotherAccountSharesIsCopiedThereAndThenHere() {
        RestoreTestRunner trial = shared(_ -> {});

        Operation operation = trial.run();

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertMasked(trial);
        assertThat(made(trial)).hasSize(2);
        assertThat(copies(trial, "us-east-1")).isEmpty();
        assertThat(copies(trial, FAR)).isEmpty();
        assertThat(operation.residue()).isEmpty();
    }

    @Test
    void withoutLeaveOtherAccountsAreNotLookedAt() {
        RestoreTestRunner trial = shared(_ -> {});
        trial.parameters.withObject("source").remove("include_shared");

        assertThat(trial.dryRun().tree().at("/error/cause").asText())
                .contains("snapshot-missing", "has no available snapshot in eu-west-1");
    }

    @Test
    void aSharedOneIsNamedByItsArnWhichTellsTheRegion() {
        RestoreTestRunner trial = shared(_ -> {});
        trial.parameters
                .putObject("source")
                .put("include_shared", true)
                .putObject("snapshot")
                .put("id", "arn:aws:rds:eu-west-1:210987654321:cluster-snapshot:shop-nightly");

        assertThat(trial.dryRun().tree().path("plan").toString())
                .contains(
                        "Copy shop-nightly to shop-staging-hop-",
                        " in eu-west-1",
                        "Delete snapshot copy shop-staging-hop-");
    }

    @Test
    void withinARegionNothingIsCopiedUnlessSomebodyAsksAndACopyThatIsKeptGoesWhenItsDaysAreOver() {
        RestoreTestRunner trial = new RestoreTestRunner();
        trial.parameters.putObject("copies").put("always", true).put("keep_days", 2);

        Instant begun = trial.clock.instant();

        Operation operation = trial.run();

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        List<String> kept = copies(trial, "us-east-1");
        assertThat(kept).singleElement().satisfies(name -> assertThat(name).startsWith("shop-staging-snap-"));
        ClusterSnapshot copy = site(trial, "us-east-1").clusterSnapshots().values().stream()
                .filter(each -> each.sourceArn().isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(copy.createdAt()).isBefore(begun);
        assertThat(Instant.parse(copy.tags().getOrDefault("rds-maint-keep-until", "")))
                .isBetween(
                        begun.plus(Duration.ofDays(2)).minusSeconds(1),
                        trial.clock.instant().plus(Duration.ofDays(2)));
        assertThat(String.join("\n", operation.residue()))
                .contains("is kept for 2 days", "aws rds delete-db-cluster-snapshot");

        trial.clock.advance(Duration.ofDays(3));
        trial.simulator.change(world -> {
            AccountRegion site = world.site(ACCOUNT, "us-east-1");
            ClusterSnapshot tonight =
                    new ClusterSnapshot("tonight", site.cluster("shop").orElseThrow(), world.now());
            tonight.status("available");
            site.clusterSnapshots().put("tonight", tonight);
            ClusterSnapshot archive = new ClusterSnapshot("archive", site, copy, world.now());
            archive.status("available");
            archive.tags().putAll(copy.tags());
            site.clusterSnapshots().put("archive", archive);
        });
        trial.parameters.withObject("copies").put("keep_days", 0);
        Operation second = trial.runAgain("next-night");

        assertThat(second.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(second.report()).anyMatch(line -> line.contains("cluster-snapshot:tonight to "));
        assertThat(copies(trial, "us-east-1"))
                .as("somebody's own copy of a copy, with its tags, is nobody else's to delete")
                .containsExactly("archive");
        assertThat(trial.invoke("people", RESIDUE.deepCopy()).path("residue").toString())
                .doesNotContain("archive");
    }

    @Test
    void r11_copiesUnderWayAreWaitedForAndTooManySnapshotsAreTold() {
        RestoreTestRunner busy = elsewhere(stage -> stage.copyQuota(0));
        List<String> waits = waits(busy, text -> {
            if (text.contains("fewer copies to be under way")) {
                busy.simulator.change(world -> world.site(ACCOUNT, "us-east-1").copyQuota(5));
            }
        });
        assertThat(busy.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(busy.questions).isEmpty();
        assertThat(waits).anyMatch(text -> text.contains("fewer copies to be under way"));

        RestoreTestRunner full = elsewhere(stage -> stage.snapshotQuota(1));
        assertThat(full.dryRun().tree().at("/error/cause").asText())
                .contains("quota", "ManualClusterSnapshots in us-east-1, and 2 are needed");
    }

    @Test
    void r12_aKeyThatCantBeUsedIsToldAndTriedAgainOnRequest() {
        RestoreTestRunner trial = elsewhere(stage -> stage.withhold("kms:CreateGrant"));
        trial.answering(_ -> {
            trial.simulator.change(world -> world.withheld().clear());
            return "continue";
        });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).singleElement().satisfies(question -> {
            assertThat(question.code()).isEqualTo("copy-refused");
            assertThat(question.observed()).contains("kms:CreateGrant and kms:DescribeKey", "key/staging");
        });
    }

    @Test
    void r12_aKeyOfAnotherRegionOrNoneAtAllIsRefusedBeforeAnythingIsMade() {
        RestoreTestRunner other = elsewhere(_ -> {});
        other.parameters.put("kms_key_id", "arn:aws:kms:eu-west-1:123456789012:key/production");
        assertThat(other.dryRun().tree().at("/error/cause").asText()).contains("key-elsewhere", "a key of us-east-1");

        RestoreTestRunner none = elsewhere(stage -> stage.alter(
                "shop-staging", cluster -> cluster.cluster().attributes().remove("KmsKeyId")));
        assertThat(none.dryRun().tree().at("/error/cause").asText()).contains("no-key", "alias/aws/rds");
        none.parameters.put("kms_key_id", "alias/aws/rds");
        assertThat(none.dryRun().tree().path("next").asText()).isEqualTo("succeed");
    }

    @Test
    void r12_keysAreLookedAtBeforeAnythingIsMade() {
        String staging = "arn:aws:kms:us-east-1:123456789012:key/staging";
        RestoreTestRunner broken = elsewhere(stage -> stage.brokenKey(staging));
        assertThat(broken.dryRun().tree().at("/error/cause").asText())
                .contains("key-unusable", "the key " + staging + " is Disabled");

        RestoreTestRunner fine = elsewhere(_ -> {});
        assertThat(fine.dryRun().tree().toString())
                .contains("key-of-a-customer", "that is a customer's key, which this deployment was not given");

        RestoreTestRunner hidden = elsewhere(stage -> stage.withhold("kms:DescribeKey"));
        assertThat(hidden.dryRun().tree().toString()).contains("if that is a customer's key");

        RestoreTestRunner aws = elsewhere(stage -> stage.elsewhere(ACCOUNT, FAR)
                .site()
                .clusterSnapshots()
                .values()
                .forEach(each -> each.attributes().put("KmsKeyId", "arn:aws:kms:eu-west-1:123456789012:key/aws-rds")));
        aws.parameters.put("kms_key_id", "alias/aws/rds");
        assertThat(aws.dryRun().tree().toString()).doesNotContain("customer's key");
    }

    @Test
    void aCopyThatAwsGivesUpIsMadeAgainOnceSomebodyHasRemovedIt() {
        RestoreTestRunner trial = elsewhere(_ -> {});
        trial.simulator.inject(Fault.endsInStatus("CopyDBClusterSnapshot", Fault.ANY, "failed"));
        trial.answering(_ -> {
            trial.rds.deleteDBClusterSnapshot(r ->
                    r.dbClusterSnapshotIdentifier(copies(trial, "us-east-1").getFirst()));
            return "continue";
        });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions)
                .singleElement()
                .satisfies(question -> assertThat(question.code()).isEqualTo("copy-failed"));
    }

    @Test
    void aRollbackRemovesTheCopiesInEveryRegionAndTheSnapshotStays() {
        RestoreTestRunner trial = shared(_ -> {});
        trial.parameters.withObject("gates").put("before_cutover", true);
        trial.answering(q -> q.kind() == Question.Kind.GATE ? "rollback" : "");

        Operation operation = trial.run();

        assertThat(operation.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(operation.residue()).isEmpty();
        assertThat(copies(trial, "us-east-1")).isEmpty();
        assertThat(copies(trial, FAR)).isEmpty();
        assertThat(trial.simulator.world().site("210987654321", FAR).clusterSnapshots())
                .hasSize(1);
    }

    @Test
    void aCopyThatAwsGaveUpIsRemovedByARollback() {
        RestoreTestRunner trial = elsewhere(_ -> {});
        trial.simulator.inject(Fault.endsInStatus("CopyDBClusterSnapshot", Fault.ANY, "failed"));
        trial.answering("rollback");

        assertThat(trial.run().state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(trial.questions.getFirst().code()).isEqualTo("copy-failed");
        assertThat(copies(trial, "us-east-1")).isEmpty();
    }

    @Test
    void anAbortNamesTheCopyAndItStaysListedUntilSomebodyRemovesIt() {
        RestoreTestRunner trial = elsewhere(_ -> {});
        trial.parameters.withObject("gates").put("before_cutover", true);
        trial.answering(_ -> "abort");

        Operation operation = trial.run();

        String name = copies(trial, "us-east-1").getFirst();
        assertThat(String.join("\n", operation.residue()))
                .contains("snapshot " + name + " in us-east-1, a copy with production's rows as they were, is kept");
        assertThat(trial.invoke("people", RESIDUE.deepCopy()).path("residue").toString())
                .contains("\"id\":\"" + name + "\"");
    }
}
