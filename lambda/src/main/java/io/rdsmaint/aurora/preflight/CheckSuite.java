package io.rdsmaint.aurora.preflight;

import io.rdsmaint.engine.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that are run over one look. Types of operations choose theirs when they are made, so that a wrong choice stops the
 * function from starting and no operation runs without a check.
 *
 * @param <L> what they decide by
 */
public final class CheckSuite<L> {
    private final List<Check<L>> checks;
    private final Set<String> known;

    /**
     * @throws IllegalArgumentException when two have the same code: one of them would be left out with the other
     */
    public CheckSuite(List<Check<L>> checks) {
        this(checks, checks.stream().map(Check::code).collect(Collectors.toUnmodifiableSet()));
        if (known.size() < checks.size()) {
            throw new IllegalArgumentException("two checks have the same code: " + codes());
        }
    }

    private CheckSuite(List<Check<L>> checks, Set<String> known) {
        this.checks = List.copyOf(checks);
        this.known = known;
    }

    /** The checks that a type of operation shares with others, then its own. */
    public static <S> CheckSuite<PlanLook<S>> of(CheckSuite<Look> shared, List<Check<S>> own) {
        return new CheckSuite<>(Stream.concat(
                        shared.checks.stream().map(c -> c.<PlanLook<S>>of(PlanLook::shared)),
                        own.stream().map(c -> c.<PlanLook<S>>of(PlanLook::own)))
                .toList());
    }

    /**
     * The same with only these checks.
     *
     * @throws IllegalArgumentException when one of them never was among them: it would be missed without a word
     */
    public CheckSuite<L> only(Collection<? extends Check<?>> some) {
        Set<String> codes = some.stream().map(Check::code).collect(Collectors.toSet());
        requireKnown(codes);
        return new CheckSuite<>(
                checks.stream().filter(c -> codes.contains(c.code())).toList(), known);
    }

    /**
     * The same without one check.
     *
     * @throws IllegalArgumentException when it never was among them
     */
    public CheckSuite<L> without(Check<?> check) {
        return without(check.code());
    }

    /** As above, by its code. */
    public CheckSuite<L> without(String code) {
        requireKnown(Set.of(code));
        return new CheckSuite<>(
                checks.stream().filter(c -> !c.code().equals(code)).toList(), known);
    }

    private void requireKnown(Set<String> codes) {
        Set<String> unknown = new TreeSet<>(codes);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "no check has the code " + String.join(", ", unknown) + "; there are " + new TreeSet<>(known));
        }
    }

    /** The checks' codes. */
    public List<String> codes() {
        return checks.stream().map(Check::code).toList();
    }

    /** What the checks find, worst first. Where a decisive one finds something, that is all: the others are not run. */
    public List<Finding> find(L look) {
        List<Finding> all = new ArrayList<>();
        for (Check<L> check : checks) {
            List<Finding> found = check.find(look);
            if (check.decisive() && !found.isEmpty()) {
                return found;
            }
            all.addAll(found);
        }
        all.sort(Comparator.comparing(Finding::severity));
        return List.copyOf(all);
    }
}
