package io.rdsmaint.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.testkit.restore.IsolationWatch;
import io.rdsmaint.testkit.restore.RestoreTestRunner;
import io.rdsmaint.testkit.transport.RequestKind;
import io.rdsmaint.testkit.transport.TransportFault;
import io.rdsmaint.testkit.transport.TransportFault.Failure;
import io.rdsmaint.testkit.transport.TransportFault.Side;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.rds.model.DBCluster;

/** R13: a restore where there is no cluster of the name: nothing is fenced, exchanged or kept, and a rollback leaves nothing. */
class NewClusterTest {
    private static final String NAME = "shop-test";
    private static final List<TransportFault> CHANGES = List.of(
            new TransportFault.Killed(Side.BEFORE),
            new TransportFault.Failing(Failure.LOST, true),
            new TransportFault.KilledInside(Duration.ofSeconds(61)),
            new TransportFault.Killed(Side.AFTER));

    private static RestoreTestRunner anew() {
        RestoreTestRunner trial = new RestoreTestRunner();
        trial.params.put("cluster_id", NAME);
        trial.parameters.put("strategy", "create_new").put("subnet_group", "default");
        trial.parameters.putArray("security_groups").add("sg-05a6100000000001");
        trial.parameters.putArray("instances").addObject().put("class", "db.r6g.large");
        trial.parameters.putObject("tags").put("team", "shop");
        trial.parameters.remove("old_cluster");
        return trial;
    }

    private static void assertMade(RestoreTestRunner trial, Operation operation, String how) {
        assertThat(operation.state()).as(how).isEqualTo(OperationState.COMPLETED);
        assertThat(operation.residue()).as(how).isEmpty();
        assertThat(trial.clusters().keySet()).as(how).containsExactly("shop", "shop-staging", NAME);
        assertThat(trial.sql(
                        NAME,
                        trial.managed(NAME),
                        "SELECT count(*), count(*) FILTER (WHERE email LIKE '%@masked.invalid') FROM customers"))
                .as(how)
                .containsExactly("500 500");
        assertThat(trial.rds.describeDBClusterParameterGroups(r -> {}).dbClusterParameterGroups())
                .as(how)
                .noneMatch(group -> group.dbClusterParameterGroupName().contains("-r-"));
    }

    @Test
    void itIsMadeMaskedNamedAndOpenedAndNobodyElseIsTouched() {
        RestoreTestRunner trial = anew();
        Map<String, String> before = trial.clusters();
        IsolationWatch watch = new IsolationWatch(
                () -> trial.simulator, Map.of("shop_admin", "production-admin", "shop_app", "production-app"));
        trial.observedBy(watch);

        Operation operation = trial.run();

        assertMade(trial, operation, "");
        assertThat(watch.breaches()).isEmpty();
        assertThat(trial.clusters()).containsAllEntriesOf(before);
        DBCluster made = trial.cluster(NAME);
        assertThat(made.deletionProtection()).isTrue();
        assertThat(made.vpcSecurityGroups().getFirst().vpcSecurityGroupId()).isEqualTo("sg-05a6100000000001");
        assertThat(made.tagList().stream().map(tag -> tag.key()))
                .contains("team", "rds-maint-machine")
                .noneMatch(key -> key.startsWith("rds-maint-o") || key.startsWith("rds-maint-r"));
        assertThat(operation.report())
                .anyMatch(line -> line.startsWith("endpoint: shop-test.cluster-"))
                .noneMatch(line -> line.contains("old cluster") || line.startsWith("not served"));
        assertThat(trial.changes()).noneMatch(call -> call.matches("[A-Z]\\w+DB\\w+ shop(-staging)?(-[0-9])?"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anyRequest(int shift) {
        RestoreTestRunner trial = anew();
        for (int i = 1; i <= 90; i++) {
            if (i % 3 == shift) {
                trial.strike(RequestKind.CHANGE, i, CHANGES.get((i / 3 + shift) % CHANGES.size()));
            }
        }

        Operation operation = trial.run();

        assertMade(trial, operation, trial.faults().struck().toString());
        assertThat(trial.questions).isEmpty();
        assertThat(trial.faults().struck()).hasSizeGreaterThan(8);
    }

    @Test
    void aNoAtTheGateLeavesNothing() {
        RestoreTestRunner trial = anew();
        Map<String, String> before = trial.clusters();
        trial.parameters.withObject("gates").put("before_cutover", true);
        trial.answering(q -> q.kind() == Question.Kind.GATE ? "rollback" : "");

        Operation operation = trial.run();

        assertThat(trial.questions.getFirst().observed()).contains("masked and verified", "opened to clients");
        assertThat(operation.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(operation.residue()).isEmpty();
        assertThat(trial.clusters()).isEqualTo(before);
    }

    @Test
    void onceItHasTheNameARollbackTakesItAwayAndSaysWhatIsLost() {
        RestoreTestRunner trial = anew();
        Map<String, String> before = trial.clusters();
        trial.gateOn("smoke_query").answering(q -> q.kind() == Question.Kind.GATE ? "rollback" : "");

        Operation operation = trial.run();

        assertThat(trial.questions.getFirst().options())
                .filteredOn(option -> option.action() == Question.Action.ROLLBACK)
                .allMatch(Question.Option::destructive)
                .allMatch(option -> option.consequence().contains("written to shop-test since it has the name"));
        assertThat(operation.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(operation.residue()).isEmpty();
        assertThat(trial.clusters()).isEqualTo(before);
    }

    @Test
    void whatCantBeTakenFromAnotherClusterIsAskedForAllAtOnce() {
        RestoreTestRunner trial = anew();
        trial.parameters.remove("instances");
        trial.parameters.remove("security_groups");
        trial.parameters.remove("subnet_group");
        assertThat(trial.dryRun().tree().at("/error/cause").asText())
                .contains("not-said", "instances, security_groups, subnet_group");

        RestoreTestRunner elsewhere = anew();
        elsewhere.parameters.put("subnet_group", "nobody");
        elsewhere.parameters.withArray("instances").addObject().put("class", "db.serverless");
        assertThat(elsewhere.dryRun().tree().at("/error/cause").asText())
                .contains("there is no subnet group nobody", "an instance of class db.serverless and no range");
    }

    @Test
    void aClusterThatIsThereIsNotReplacedAndOneThatIsNotIsMadeOnRequestOnly() {
        RestoreTestRunner there = anew();
        there.params.put("cluster_id", "shop-staging");
        assertThat(there.dryRun().tree().at("/error/cause").asText()).contains("target-is-there", "leave strategy out");

        RestoreTestRunner none = new RestoreTestRunner();
        none.params.put("cluster_id", NAME);
        assertThat(none.dryRun().tree().at("/error/cause").asText()).contains("give strategy create_new");
    }

    @Test
    void aServerlessRangeAndAPortAreTakenAsTheyAreGiven() {
        RestoreTestRunner trial = anew();
        ObjectNode parameters = trial.parameters;
        parameters.putArray("instances").addObject().put("class", "db.serverless");
        parameters.putObject("serverless").put("min_capacity", 0.5).put("max_capacity", 8);
        parameters.put("port", 6432).put("deletion_protection", false);

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        DBCluster made = trial.cluster(NAME);
        assertThat(made.serverlessV2ScalingConfiguration().maxCapacity()).isEqualTo(8.0);
        assertThat(made.port()).isEqualTo(6432);
        assertThat(made.deletionProtection()).isFalse();
    }
}
