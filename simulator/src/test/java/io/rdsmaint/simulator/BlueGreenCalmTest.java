package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.simulator.admin.Outsider;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class BlueGreenCalmTest {

    private static final String BLUE = "demo-upgrade";
    private static final Set<String> ENDS =
            Set.of("AVAILABLE", "INVALID_CONFIGURATION", "SWITCHOVER_FAILED", "SWITCHOVER_COMPLETED");

    @Test
    void whateverPeopleDoDuringADeploymentBothSidesComeToRestAndOneOfThemServes() {
        var outcomes = new HashSet<String>();
        for (int seed = 0; seed < 30; seed++) {
            BlueGreenLab lab = new BlueGreenLab(Scenarios.upgrade().withSeed(seed));
            Random random = new Random(seed);
            lab.create(BLUE, "17.4");
            for (int i = 0; i < 3; i++) {
                lab.pass(Duration.ofSeconds(random.nextInt(900)));
                disturb(lab, random);
            }
            lab.until(() -> !lab.status().equals("PROVISIONING"));
            for (int i = 0; i < 14; i++) {
                lab.pass(Duration.ofSeconds(random.nextInt(90)));
                disturb(lab, random);
            }
            lab.settle();
            outcomes.add(lab.status()
                    + lab.members().values().stream().distinct().sorted().toList());
            String run = "seed " + seed + ": " + lab.status();
            assertThat(lab.status()).as(run).isIn(ENDS);
            AccountRegion site = lab.simulator.world().site("123456789012", "us-east-1");
            assertThat(site.clusters()).as(run).isNotEmpty().allSatisfy(cluster -> atRest(cluster, run));
            Cluster production = site.cluster(BLUE).orElseThrow();
            assertThat(production.live()).as(run).isTrue();
            assertThat(production.writer().filter(writer -> writer.engine().serving()))
                    .as(run)
                    .isPresent();
            assertThat(production.engineVersion())
                    .as(run)
                    .isEqualTo(lab.status().equals("SWITCHOVER_COMPLETED") ? "17.4" : "15.8");
            assertThat(lab.simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION))
                    .as(run)
                    .allMatch(each -> each.end().isPresent());
        }
        assertThat(outcomes)
                .contains("SWITCHOVER_COMPLETED[SWITCHOVER_COMPLETED]", "AVAILABLE[SWITCHOVER_FAILED]")
                .hasSizeGreaterThan(3);
    }

    private static void atRest(Cluster cluster, String run) {
        assertThat(cluster.status()).as(run + " " + cluster.id()).isEqualTo("available");
        assertThat(cluster.busy() || cluster.failingOver())
                .as(run + " " + cluster.id())
                .isFalse();
        assertThat(cluster.instances().stream()
                        .filter(each -> !each.available() || !each.engine().serving())
                        .map(each -> each.id() + " " + each.status() + (each.busy() ? " busy" : "")))
                .as(run)
                .isEmpty();
    }

    private static void disturb(BlueGreenLab lab, Random random) {
        List<Instance> members =
                lab.simulator.world().site("123456789012", "us-east-1").instances();
        Instance member = members.get(random.nextInt(members.size()));
        String id = member.id();
        Outsider outsider = lab.simulator.outsider();
        try {
            switch (random.nextInt(8)) {
                case 0 -> lab.rds.rebootDBInstance(request -> request.dbInstanceIdentifier(id));
                case 1 ->
                    lab.rds.failoverDBCluster(request ->
                            request.dbClusterIdentifier(member.cluster().id()));
                case 2 -> lab.changeClass(id, random.nextBoolean() ? "db.r6g.xlarge" : "db.r6g.large");
                case 3 -> outsider.failWriter(member.cluster().id());
                case 4 -> {
                    if (member.cluster().instances().stream()
                                    .filter(Instance::available)
                                    .count()
                            > 2) {
                        lab.delete(id);
                    }
                }
                default -> lab.switchOver(30 + random.nextInt(60));
            }
        } catch (AwsServiceException refused) {
            assertThat(refused.statusCode()).isBetween(400, 499);
        }
    }
}
