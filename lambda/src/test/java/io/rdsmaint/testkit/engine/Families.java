package io.rdsmaint.testkit.engine;

import io.rdsmaint.aurora.AuroraFamily;
import io.rdsmaint.engine.Catalogue;
import io.rdsmaint.engine.Family;
import io.rdsmaint.engine.Leftover;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Options;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.Situation;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Families for tests that don't need the real ones. */
public final class Families {
    private Families() {}

    /** One family on clusters with these types and kinds; what is under way is at rest at once unless a kind says otherwise. */
    public static Catalogue of(List<OperationType> types, List<StepKind> kinds) {
        List<StepKind> all = new ArrayList<>(kinds);
        if (kinds.stream().noneMatch(kind -> kind.action().equals("settle"))) {
            all.add(new AtRest());
        }
        return new Catalogue(List.of(new Scripted("scripted", AuroraFamily.CLUSTER, types, all)));
    }

    /** A family that knows nothing of what its targets are. */
    public record Scripted(String name, TargetKind target, List<OperationType> types, List<StepKind> kinds)
            implements Family {
        @Override
        public Set<String> options() {
            return Set.of(Options.GUARD_ALARMS, Options.WATCH_MINUTES);
        }

        @Override
        public Situation situation(Operation operation) {
            return new Situation(operation.target().name() + " serves.", Situation.Urgency.CAN_WAIT);
        }

        @Override
        public List<String> look(Target asked) {
            return List.of("look at " + asked.name());
        }

        @Override
        public List<Leftover> leftovers(List<String> regions, Function<String, Optional<Operation>> operations) {
            return List.of();
        }
    }

    /** Types of these names that take any parameters, to read requests by. */
    public static Catalogue named(String... names) {
        return of(Stream.of(names).<OperationType>map(Named::new).toList(), List.of());
    }

    private record Named(String name) implements OperationType {
        @Override
        public Plan plan(PlanRequest request) {
            throw new IllegalStateException("only read, never planned");
        }
    }

    private static final class AtRest implements StepKind {
        @Override
        public String action() {
            return "settle";
        }

        @Override
        public Outcome advance(StepRun run) {
            return Outcome.done();
        }

        @Override
        public List<io.rdsmaint.engine.PlannedStep> undo(Operation operation, io.rdsmaint.engine.Step step) {
            return List.of();
        }
    }
}
