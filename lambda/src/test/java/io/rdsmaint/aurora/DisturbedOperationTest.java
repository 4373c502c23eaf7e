package io.rdsmaint.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Step;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import io.rdsmaint.testkit.aurora.disturbances.Asked;
import io.rdsmaint.testkit.aurora.disturbances.Disturbance;
import io.rdsmaint.testkit.aurora.disturbances.Disturbances;
import io.rdsmaint.testkit.aurora.disturbances.DisturbedRun;
import io.rdsmaint.testkit.aurora.disturbances.Kind;
import io.rdsmaint.testkit.aurora.disturbances.Outside;
import io.rdsmaint.testkit.machine.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Something goes wrong while an operation runs: it asks, and each option that the question offers leads where it says. The
 * generated machine answers a few of the same on the local endpoint.
 */
class DisturbedOperationTest {
    /**
     * Where rollback, abort and mark_complete lead depends on the operation's steps, and not on what was asked: of the
     * questions of a table that the same step asks, the first is answered with them.
     */
    @TestFactory
    Stream<DynamicTest> itAsksAndEachOptionLeadsWhereItSays() {
        QuestionsPage page = new QuestionsPage();
        List<DynamicTest> tests = new ArrayList<>();
        for (List<Disturbance> table : Disturbances.all()) {
            Set<String> ended = new HashSet<>();
            for (Disturbance d : table) {
                for (Kind kind : d.kinds()) {
                    boolean first = ended.add(kind + d.asker());
                    tests.add(DynamicTest.dynamicTest(kind + ": " + d.title(), () -> answered(kind, d, first, page)));
                }
            }
        }
        tests.add(DynamicTest.dynamicTest("the page shows every question that was asked", page::check));
        return tests.stream();
    }

    private static void answered(Kind kind, Disturbance disturbance, boolean ended, QuestionsPage page) {
        List<Asked.Option> options = run(disturbance, kind, 0, page::add);
        assertThat(options).extracting(Asked.Option::action).contains("continue", "abort", "mark_complete");
        for (int i = 1; i < options.size(); i++) {
            if (ended || options.get(i).action().equals("continue")) {
                run(disturbance, kind, i, (op, question) -> {});
            }
        }
    }

    private static List<Asked.Option> run(
            Disturbance disturbance, Kind kind, int option, BiConsumer<Operation, Question> seen) {
        AuroraTestRunner runner = new AuroraTestRunner(DisturbedRun.world(kind), kind.type(), kind.cluster());
        DisturbedRun run = new DisturbedRun(disturbance, kind, option, new InProcess(runner));
        runner.params.setAll((ObjectNode) JsonTrees.read(run.input()).path("params"));
        runner.answering(question -> {
            seen.accept(runner.operation(), question);
            Asked.Option chosen = run.answer(asked(runner, question));
            return chosen.action() + (chosen.choice().isEmpty() ? "" : "/" + chosen.choice());
        });
        try {
            runner.run();
            Execution ended = runner.execution();
            boolean succeeded = ended.status() == Execution.Status.SUCCEEDED;
            run.check(succeeded ? "SUCCEEDED" : ended.error(), ended.cause() + ended.reply());
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(run + ": " + e.getMessage(), e);
        }
        return run.options();
    }

    private static Asked asked(AuroraTestRunner runner, Question question) {
        Step step = runner.operation().current().orElseThrow();
        return new Asked(
                runner.operation().id(),
                step.name(),
                step.planned().action(),
                question.reason(),
                question.observed(),
                question.options().stream()
                        .map(o -> new Asked.Option(o.action().word(), Objects.requireNonNullElse(o.choice(), "")))
                        .toList());
    }

    private static final class InProcess extends Outside {
        private final AuroraTestRunner runner;

        InProcess(AuroraTestRunner runner) {
            this.runner = runner;
        }

        @Override
        protected Simulator simulator() {
            return runner.simulator;
        }

        @Override
        protected void pass(Duration time) {
            runner.clock.advance(time);
        }

        @Override
        protected void resume(ObjectNode event) {
            runner.invoke("people", event);
        }

        @Override
        public Instant now() {
            return runner.clock.instant();
        }
    }
}
