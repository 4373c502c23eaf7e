package io.rdsmaint.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The faults that are planned; each strikes once, the first whose condition holds. */
public final class Faults {
    private final List<Planned> plan = new ArrayList<>();

    /**
     * An invocation about to happen.
     *
     * @param number from 1, all invocations of the function counted
     * @param alias by which it is invoked
     * @param payload its event
     */
    public record Attempt(int number, String alias, JsonNode payload) {}

    private record Planned(Predicate<Attempt> condition, Fault fault) {}

    /** Strikes the next invocation. */
    public void next(Fault fault) {
        when(_ -> true, fault);
    }

    /** Strikes the next invocation for which the condition holds. */
    public synchronized void when(Predicate<Attempt> condition, Fault fault) {
        plan.add(new Planned(condition, fault));
    }

    synchronized Optional<Fault> strike(Attempt attempt) {
        Optional<Planned> first =
                plan.stream().filter(one -> one.condition().test(attempt)).findFirst();
        first.ifPresent(plan::remove);
        return first.map(Planned::fault);
    }
}
