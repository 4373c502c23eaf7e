package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.simulator.admin.Outsider;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.model.ApplyMethod;

class CalmTest {

    private static final String CLUSTER = "demo-multi";

    @Test
    void whateverPeopleDoAtOnceTheClusterComesToRestWithOneWriter() {
        for (int seed = 0; seed < 150; seed++) {
            Lab lab = new Lab(Scenarios.multiNode()
                    .and(stage -> stage.clusterParameterGroup("calm", "aurora-postgresql15")
                            .alter(CLUSTER, cluster -> cluster.parameterGroup("calm")))
                    .withSeed(seed));
            Random random = new Random(seed);
            for (int i = 0; i < 12; i++) {
                disturb(lab, random);
                lab.pass(Duration.ofSeconds(random.nextInt(90)));
            }
            lab.settle();
            Cluster cluster = lab.simulator
                    .world()
                    .site("123456789012", "us-east-1")
                    .cluster(CLUSTER)
                    .orElseThrow();
            assertThat(cluster.status()).as("seed %d", seed).isEqualTo("available");
            assertThat(cluster.busy() || cluster.modifying() || cluster.failingOver())
                    .as("seed %d", seed)
                    .isFalse();
            assertThat(cluster.writer().filter(writer -> writer.engine().serving()))
                    .as("seed %d", seed)
                    .isPresent();
            assertThat(cluster.instances().stream()
                            .filter(each -> !each.available()
                                    || !each.engine().serving()
                                    || !each.member()
                                    || !each.clusterParameterStatus().equals("in-sync"))
                            .map(each -> each.id() + " " + each.status() + (each.busy() ? " busy" : "")))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    private static void disturb(Lab lab, Random random) {
        List<Instance> members =
                lab.simulator.world().site("123456789012", "us-east-1").instances();
        String id = members.get(random.nextInt(members.size())).id();
        Outsider outsider = lab.simulator.outsider();
        try {
            switch (random.nextInt(9)) {
                case 0 -> lab.rds.rebootDBInstance(request -> request.dbInstanceIdentifier(id));
                case 1 -> lab.failOver(CLUSTER, id);
                case 2 -> lab.changeClass(id, random.nextBoolean() ? "db.r6g.xlarge" : "db.r6g.large");
                case 3 -> lab.create("spare-" + random.nextInt(9), CLUSTER, "db.r6g.large", request -> {});
                case 4 -> {
                    if (members.stream().filter(Instance::restartable).count() > 3) {
                        lab.delete(id);
                    }
                }
                case 5 -> outsider.failWriter(CLUSTER);
                case 6 ->
                    lab.rds.modifyDBCluster(request -> request.dbClusterIdentifier(CLUSTER)
                            .storageType(random.nextBoolean() ? "aurora" : "aurora-iopt1")
                            .applyImmediately(true));
                case 7 ->
                    lab.rds.modifyDBClusterParameterGroup(request -> request.dbClusterParameterGroupName("calm")
                            .parameters(ParameterGroupTest.parameter(
                                    "work_mem", Integer.toString(64 + random.nextInt(999)), ApplyMethod.IMMEDIATE)));
                default -> lab.rds.failoverDBCluster(request -> request.dbClusterIdentifier(CLUSTER));
            }
        } catch (AwsServiceException refused) {
            assertThat(refused.statusCode()).isBetween(400, 499);
        }
    }
}
