package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.engine.ChangeFailure;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.simulator.scenario.ClusterBuilder;
import io.rdsmaint.simulator.scenario.InstanceBuilder;
import io.rdsmaint.testkit.aurora.PreflightCase;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS would not take as a tag is found before anything is changed, not when the cluster is to be marked. */
class TagLimitsTest {
    @Test
    void h67AClusterWithoutRoomForTheMarkIsRefusedBeforeAwsRefusesTheMark() {
        PreflightCase full = PreflightCase.multi().cluster(tags(49));

        assertThat(full.refused("tag-limits").observed())
                .contains("cluster demo-multi would have 51 tags", "allows 50");
        SimulatedWorld ignored = full.ignored();
        String arn = ignored.world().rds().cluster("demo-multi").orElseThrow().arn();
        assertThatThrownBy(() -> ignored.world().rds().addTags(ignored.intent(), arn, Map.of(Mark.TAG, "trial/op-1")))
                .isInstanceOf(ChangeFailure.Refused.class)
                .hasMessageContaining("at most 50 tags");
    }

    @Test
    void roomForOneTagIsEnough() {
        assertThat(PreflightCase.multi().cluster(tags(48)).findings("tag-limits"))
                .isEmpty();
    }

    @Test
    void tagsThatOnlyAwsSetsDontCount() {
        PreflightCase trial =
                PreflightCase.multi().cluster(tags(48)).cluster(c -> c.tag("aws:cloudformation:stack-name", "orders"));

        assertThat(trial.findings("tag-limits")).isEmpty();
    }

    @Test
    void anOldMarkOfThisDeploymentIsReplacedAndNeedsNoRoom() {
        PreflightCase trial = PreflightCase.multi().cluster(tags(48)).cluster(c -> c.tag(Mark.TAG, "test/op-0"));

        assertThat(trial.findings("tag-limits")).isEmpty();
    }

    @Test
    void aTemporaryInstanceWithoutRoomForItsTagIsRefused() {
        PreflightCase trial = PreflightCase.multi()
                .temporary("demo-multi-maint-12345678", "us-east-1a")
                .instance("demo-multi-1", instanceTags(49));

        assertThat(trial.refused("tag-limits").observed())
                .contains("the temporary instance, with the tags of demo-multi-1, would have 51 tags");
    }

    @ParameterizedTest
    @ValueSource(strings = {"team's", "a*b", "rds:x", "deployment\tone"})
    void aDeploymentWhoseNameMakesNoTagIsRefused(String deployment) {
        assertNoTag(deployment);
    }

    @Test
    void aDeploymentWhoseNameIsTooLongForATagIsRefused() {
        assertNoTag("d".repeat(256));
    }

    private static void assertNoTag(String deployment) {
        Finding finding = PreflightCase.multi()
                .scoped(new Scoping(
                        deployment, new Scoping.AllowTag("rds-maint-machine", "allowed"), List.of(), List.of()))
                .refused("tag-limits");

        assertThat(finding.observed()).contains("no tag that AWS takes");
    }

    private static Consumer<ClusterBuilder> tags(int more) {
        return c -> numbered(more).forEach(c::tag);
    }

    private static Consumer<InstanceBuilder> instanceTags(int more) {
        return i -> numbered(more).forEach(i::tag);
    }

    private static Map<String, String> numbered(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "tag-" + i, i -> "value"));
    }
}
