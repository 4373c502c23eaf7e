package io.rdsmaint.testkit.aurora.disturbances;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A run in which a disturbance happens while the operation stands at a gate, and the question that it leads to is answered
 * with one of the options that it offers. Whoever drives it starts an execution with {@link #input} in {@link #world}, has each
 * question {@link #answer answered}, and has the end {@link #check checked}.
 */
public final class DisturbedRun {
    /** Choices to go on with the world as it is. */
    private static final Set<String> AS_IT_IS = Set.of("accept", "replan", "reboot", "wait", "now");

    private static final Set<String> GIVING_UP = Set.of("rollback", "abort");

    private final Disturbance disturbance;
    private final Kind kind;
    private final int option;
    private final Outside outside;
    private final List<Asked.Option> options = new ArrayList<>();
    private boolean happened;
    private boolean mended;
    private String end = "";

    /** @param option which of the options is chosen, counted from 0 */
    public DisturbedRun(Disturbance disturbance, Kind kind, int option, Outside outside) {
        this.disturbance = disturbance;
        this.kind = kind;
        this.option = option;
        this.outside = outside;
    }

    /** The world that it happens in. */
    public static Scenario world(Kind kind) {
        return kind.world().and(stage -> stage.alarm(FailureDisturbances.quiet()));
    }

    /** The input of the execution. */
    public String input() {
        return kind.input(disturbance.fields() + "\"pause_before\": [\"" + disturbance.before() + "\"],");
    }

    /** What the question that is meant offered; empty before it was asked. */
    public List<Asked.Option> options() {
        return List.copyOf(options);
    }

    /** Has happen what is due at a question, and answers it. */
    public Asked.Option answer(Asked asked) {
        outside.asked(asked);
        Asked.Option chosen = choose(asked);
        end = switch (chosen.action()) {
            case "rollback" -> "OperationRolledBack";
            case "abort" -> "OperationAborted";
            case "continue" -> end.isEmpty() ? "SUCCEEDED" : end;
            default -> "SUCCEEDED";
        };
        return chosen;
    }

    /**
     * Holds the end to what was answered: the end that it leads to, no mark left, what is left behind told.
     *
     * @param reached {@code SUCCEEDED}, or the error that the execution ended with
     * @param told all that it says about its end
     */
    public void check(String reached, String told) {
        assertThat(happened).as("it stood at the gate; " + told).isTrue();
        assertThat(options).as("it asked; " + told).isNotEmpty();
        assertThat(reached).as(() -> options.get(option) + "; " + told).isEqualTo(end);
        assertThat(outside.clusters())
                .as("marked " + options.get(option))
                .noneMatch(c -> c.tags().containsKey("rds-maint-operation"));
        assertThat(outside.instances().filter(i -> i.tags().containsKey("rds-maint-operation-id")))
                .as("what is left behind is told")
                .allSatisfy(i -> assertThat(told).containsAnyOf(names(i)));
    }

    /** What an instance may be told as: itself, or the deployment whose green side it belongs to. */
    private static String[] names(Instance instance) {
        Stream<String> deployments = instance.cluster().site().blueGreenDeployments().values().stream()
                .filter(d -> d.green().filter(instance.cluster()::equals).isPresent())
                .map(BlueGreenDeployment::id);
        return Stream.concat(Stream.of(instance.id()), deployments).toArray(String[]::new);
    }

    @Override
    public String toString() {
        return kind + ": " + disturbance.title() + (options.isEmpty() ? "" : ": " + options.get(option));
    }

    private Asked.Option choose(Asked asked) {
        List<Asked.Option> offered = asked.options();
        if (!happened && asked.stepAction().equals(disturbance.before())) {
            happened = true;
            disturbance.happen().accept(outside, kind);
            return offered.getFirst();
        }
        if (disturbance.lasting() && !options.isEmpty() && !mended) {
            mend();
        }
        boolean about = asked.reason().contains(disturbance.question());
        if (about && options.isEmpty()) {
            options.addAll(offered);
            if (!AS_IT_IS.contains(options.get(option).choice())) {
                mend();
            }
            outside.later(5);
            return options.get(option);
        }
        if (about && options.get(option).plain()) {
            assertThat(disturbance.mend())
                    .as("asked again though mended: " + asked.observed())
                    .isEmpty();
            return offered.stream()
                    .filter(o -> GIVING_UP.contains(o.action()))
                    .findFirst()
                    .orElseThrow();
        }
        Optional<Disturbance.Earlier> earlier = disturbance
                .earlier()
                .filter(e -> options.isEmpty() && asked.reason().contains(e.question()));
        if (earlier.isPresent()) {
            earlier.get().happen().accept(outside, kind);
            return offered.stream()
                    .filter(o -> Set.of(o.action(), o.choice())
                            .contains(earlier.get().answer()))
                    .findFirst()
                    .orElseThrow();
        }
        return offered.stream()
                .filter(o -> !options.isEmpty() && o.equals(options.get(option)))
                .findFirst()
                .orElse(offered.getFirst());
    }

    private void mend() {
        mended = true;
        disturbance.mend().ifPresent(mend -> mend.accept(outside, kind));
    }
}
