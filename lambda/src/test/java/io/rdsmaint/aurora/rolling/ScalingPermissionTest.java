package io.rdsmaint.aurora.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Suspending reader scaling: AWS checks rights of the caller that a deployment has only when that was chosen. */
class ScalingPermissionTest {
    private static final Scenario WITHHELD =
            Scenarios.autoscaled().and(stage -> stage.withhold("rds:CreateDBInstance", "rds:DeleteDBInstance"));

    private static AuroraTestRunner trial() {
        AuroraTestRunner trial = new AuroraTestRunner(WITHHELD, "instance_type_change", "demo-autoscaled");
        trial.parameters.put("target_instance_type", "db.r6g.xlarge");
        return trial;
    }

    @Test
    void withoutTheOptionAPersonSuspendsItAndContinueLooksAgain() {
        List<String> asked = new ArrayList<>();
        AuroraTestRunner trial = trial().environment("SUSPEND_SCALING", "");
        trial.answering(question -> {
            asked.add(question.reason() + " " + question.observed());
            suspend(trial);
            return "continue";
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(asked).first().asString().contains("this deployment may not suspend it");
        assertThat(trial.calls("RegisterScalableTarget")).isZero();
        assertThat(end.report())
                .anyMatch(line ->
                        line.contains("yours to put back now") && line.contains("DynamicScalingInSuspended=false"));
        assertThat(AuroraTestRunner.names(end)).noneMatch(step -> step.contains("auto scaling"));
    }

    @Test
    void withoutTheOptionItGoesOnUnsuspendedOnlyWhenThatIsAccepted() {
        List<Question> asked = new ArrayList<>();
        AuroraTestRunner trial = trial().environment("SUSPEND_SCALING", "");
        trial.answering(question -> {
            asked.add(question);
            return asked.size() < 3 ? "continue" : "continue/accept";
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(asked).hasSize(3).extracting(Question::observed).allMatch(o -> o.contains("may not suspend it"));
        assertThat(asked)
                .allSatisfy(q -> assertThat(q.options())
                        .extracting(Question.Option::choice)
                        .contains("accept"));
        assertThat(trial.calls("RegisterScalableTarget")).isZero();
    }

    /** As AWS does: what the service would do for the caller is tried with the caller's rights. */
    @Test
    void withTheOptionButWithoutTheRightsAStepAsks() {
        List<String> asked = new ArrayList<>();
        AuroraTestRunner trial = trial();
        trial.answering(question -> {
            asked.add(question.reason() + " " + question.observed());
            return "abort";
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.FAILED);
        assertThat(asked)
                .anySatisfy(text ->
                        assertThat(text).contains("ValidationException", "rds:CreateDBInstance, rds:DeleteDBInstance"));
    }

    private static void suspend(AuroraTestRunner trial) {
        trial.simulator.change(world -> Objects.requireNonNull(
                        world.site(World.ACCOUNT, World.REGION).scalingTargets().get("cluster:demo-autoscaled"))
                .suspended(true, true, true));
    }
}
