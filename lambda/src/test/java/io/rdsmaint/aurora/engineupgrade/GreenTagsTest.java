package io.rdsmaint.aurora.engineupgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.Tag;

/** IAM lets the function remove only what carries the operation's tag. */
class GreenTagsTest {
    private static final String OURS = "rds-maint-operation-id";

    private final AuroraTestRunner trial =
            WholeUpgradeTest.trial(Scenarios.find("upgrade-custom-endpoints").orElseThrow());

    @Test
    void theGreenSideCarriesOurTagBeforeAnybodyIsAskedAboutTheSwitchover() {
        List<String> untagged = new ArrayList<>();
        trial.answering(question -> {
            if (question.kind() == Question.Kind.GATE) {
                untagged.addAll(untaggedGreen(trial));
                return "rollback";
            }
            return "continue";
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(untagged).isEmpty();
        assertThat(trial.calls("AddTagsToResource")).isGreaterThan(4);
    }

    /** AWS gives what takes over the tags of what it replaces; should it leave ours there, it is taken off. */
    @Test
    void whatIsInProductionDoesNotCarryOurTag() {
        trial.answering(question -> {
            if (question.kind() == Question.Kind.GATE && trial.clusters().contains("demo-upgrade-old1")) {
                trial.simulator.change(world -> world.site(World.ACCOUNT, World.REGION)
                        .instance("demo-upgrade-1")
                        .orElseThrow()
                        .tags()
                        .put(OURS, trial.operation().id()));
            }
            return "continue";
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.calls("RemoveTagsFromResource")).isGreaterThan(1);
        trial.simulator.change(world -> assertThat(world.site(World.ACCOUNT, World.REGION)
                        .instance("demo-upgrade-1")
                        .orElseThrow()
                        .tags())
                .doesNotContainKey(OURS));
    }

    private static List<String> untaggedGreen(AuroraTestRunner trial) {
        List<String> untagged = new ArrayList<>();
        for (DBCluster cluster : trial.rds.describeDBClusters().dbClusters()) {
            if (cluster.dbClusterIdentifier().contains("-green-") && !ours(cluster.tagList())) {
                untagged.add(cluster.dbClusterIdentifier());
            }
        }
        trial.rds.describeDBInstances().dbInstances().stream()
                .filter(i -> i.dbInstanceIdentifier().contains("-green-") && !ours(i.tagList()))
                .forEach(i -> untagged.add(i.dbInstanceIdentifier()));
        trial.simulator.change(world -> world.site(World.ACCOUNT, World.REGION).customEndpoints().values().stream()
                .filter(e -> e.id().contains("-green-") && !Map.copyOf(e.tags()).containsKey(OURS))
                .forEach(e -> untagged.add(e.id())));
        return untagged;
    }

    private static boolean ours(List<Tag> tags) {
        return tags.stream().anyMatch(tag -> tag.key().equals(OURS));
    }
}
