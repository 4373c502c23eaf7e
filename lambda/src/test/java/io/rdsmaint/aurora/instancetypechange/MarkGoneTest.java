package io.rdsmaint.aurora.instancetypechange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.Tag;

/** Somebody removes the mark from the cluster while the operation is at work on it. */
class MarkGoneTest {
    private static final String CHANGE_2 = "Change demo-multi-2 to " + Trials.NEW;
    private static final String FAIL_OVER = "Fail over to demo-multi-2";

    private final AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), "demo-multi");

    private void removeMark() {
        trial.rds.removeTagsFromResource(
                r -> r.resourceName(cluster().dbClusterArn()).tagKeys(Mark.TAG));
    }

    private software.amazon.awssdk.services.rds.model.DBCluster cluster() {
        return trial.rds
                .describeDBClusters(r -> r.dbClusterIdentifier("demo-multi"))
                .dbClusters()
                .getFirst();
    }

    private boolean marked() {
        return cluster().tagList().stream().anyMatch(t -> t.key().equals(Mark.TAG));
    }

    private List<String> marks() {
        return trial.changes().stream()
                .filter(c -> c.startsWith("AddTagsToResource"))
                .toList();
    }

    @Test
    void nothingIsChangedAndAPersonIsAskedWhoMayHaveItMarkedAgain() {
        List<Boolean> marked = new ArrayList<>();
        trial.before(CHANGE_2, this::removeMark).during(CHANGE_2, () -> marked.add(marked()));
        trial.before(FAIL_OVER, () -> marked.add(marked()));
        trial.answering(q -> {
            assertThat(trial.changes()).as("before the answer").noneMatch(c -> c.startsWith("ModifyDBInstance"));
            return "continue/accept";
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).singleElement().satisfies(q -> {
            assertThat(q.reason()).contains("removed this operation's mark");
            assertThat(q.options())
                    .filteredOn(o -> "accept".equals(o.choice()))
                    .extracting(Question.Option::consequence)
                    .singleElement(STRING)
                    .startsWith(
                            "mark the cluster again, then go on as planned; until it asks again, this takes service away from clients: ");
        });
        assertThat(marked).containsExactly(false, true);
        assertThat(marks()).hasSize(2);
        assertThat(marked()).isFalse();
    }

    @Test
    void whoRemovesItOnceMoreIsAskedAboutOnceMore() {
        trial.before(CHANGE_2, this::removeMark).before(FAIL_OVER, this::removeMark);
        trial.answering(_ -> "continue/accept");

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).hasSize(2);
        assertThat(marks()).hasSize(3);
    }

    @Test
    void whoGivesItBackThemselvesNeedsNoNewOne() {
        String[] mark = {""};
        trial.before(CHANGE_2, () -> {
            mark[0] = cluster().tagList().stream()
                    .filter(t -> t.key().equals(Mark.TAG))
                    .findFirst()
                    .orElseThrow()
                    .value();
            removeMark();
        });
        trial.answering(_ -> {
            trial.rds.addTagsToResource(r -> r.resourceName(cluster().dbClusterArn())
                    .tags(List.of(Tag.builder().key(Mark.TAG).value(mark[0]).build())));
            return "continue";
        });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(marks()).as("ours and theirs").hasSize(2);
    }

    @Test
    void aCallToMarkItAgainWithoutAnswerIsNotTakenForTheStepsOwn() {
        trial.before(FAIL_OVER, () -> {
            removeMark();
            trial.simulator.inject(Fault.cutBeforeEffect("AddTagsToResource"));
        });
        trial.answering(_ -> "continue/accept");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        SavedIntent own = Objects.requireNonNull(end.steps().stream()
                .filter(s -> s.name().startsWith(FAIL_OVER))
                .findFirst()
                .orElseThrow()
                .intent());
        assertThat(own.call()).startsWith("FailoverDBCluster");
        assertThat(trial.changes()).containsOnlyOnce("FailoverDBCluster demo-multi");
        assertThat(marks()).hasSize(3);
    }

    @Test
    void onTheWayBackItIsAskedAboutToo() {
        trial.before(FAIL_OVER, this::removeMark);
        trial.before("Change demo-multi-3 back", this::removeMark);
        trial.answering(q -> q.options().stream().anyMatch(o -> o.action() == Question.Action.ROLLBACK)
                ? "rollback"
                : "continue/accept");

        assertThat(trial.run().state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(trial.questions).hasSizeGreaterThanOrEqualTo(2);
        assertThat(marks()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(marked()).isFalse();
    }
}
