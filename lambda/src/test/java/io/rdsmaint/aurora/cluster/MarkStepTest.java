package io.rdsmaint.aurora.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.testkit.OperationTestRunner;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.restore.RestoreTestRunner;
import io.rdsmaint.testkit.sql.SqlTestRunner;
import io.rdsmaint.testkit.transport.AwsRequest;
import io.rdsmaint.testkit.transport.RequestKind;
import io.rdsmaint.testkit.transport.RequestObserver;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Another deployment, whose lock is elsewhere, marks the cluster between the look that finds it free and the call that marks it. */
class MarkStepTest {
    private static final String OTHER = "other/op-1";

    @Test
    void ofAPipeline() {
        SqlTestRunner trial = new SqlTestRunner(10);
        trial.script("sums", "DELETE FROM {app}.daily_scores");

        assertOtherMarkIsSeen(trial, SqlTestRunner.CLUSTER);
    }

    @Test
    void ofARestore() {
        assertOtherMarkIsSeen(new RestoreTestRunner(), RestoreTestRunner.TARGET);
    }

    private static void assertOtherMarkIsSeen(OperationTestRunner<?> trial, String cluster) {
        Rival rival = new Rival(trial, cluster);
        trial.observedBy(rival);
        trial.answering(question -> {
            assertThat(question.code()).isEqualTo("marked-by-another");
            assertThat(question.observed()).contains(OTHER);
            assertThat(tags(trial, cluster)).containsEntry(Mark.TAG, OTHER);
            trial.simulator.change(world -> world.sites()
                    .forEach(site ->
                            site.cluster(cluster).ifPresent(c -> c.tags().remove(Mark.TAG))));
            return "continue";
        });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);

        assertThat(rival.came).isTrue();
        assertThat(trial.questions).hasSize(1);
        assertThat(tags(trial, cluster)).doesNotContainKey(Mark.TAG);
    }

    private static Map<String, String> tags(OperationTestRunner<?> trial, String cluster) {
        return trial.simulator.world().sites().stream()
                .flatMap(site -> site.cluster(cluster).stream())
                .findFirst()
                .orElseThrow()
                .tags();
    }

    /** Sets its mark once the intent to set ours is stored, right before the last look. */
    private static final class Rival implements RequestObserver {
        private final OperationTestRunner<?> trial;
        private final String cluster;
        private boolean came;

        Rival(OperationTestRunner<?> trial, String cluster) {
            this.trial = trial;
            this.cluster = cluster;
        }

        @Override
        public void before(LambdaInvocation from, AwsRequest request) {
            if (!came && request.kind() == RequestKind.READ && intends()) {
                came = true;
                trial.simulator.outsider().tag(cluster, Mark.TAG, OTHER);
            }
        }

        private boolean intends() {
            return !trial.execution().operationId().isEmpty()
                    && Optional.of(trial.operation())
                            .flatMap(Operation::current)
                            .flatMap(step -> Optional.ofNullable(step.intent()))
                            .filter(SavedIntent::open)
                            .filter(intent -> intent.call().contains(Mark.TAG + "=test/"))
                            .isPresent();
        }
    }
}
