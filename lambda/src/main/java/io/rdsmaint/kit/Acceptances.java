package io.rdsmaint.kit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What people have accepted in the course of an operation, in preflight and in the questions of its steps alike.
 *
 * @param keys see {@link Violation#key}; versions before them remembered the words of a finding or an objection, which count
 *     as well
 */
public record Acceptances(Set<String> keys) {
    /**
     * The code of alarms that guard an operation, in violations and findings alike. An alarm that turned again is another
     * one, and those that were the reason for going back are known there.
     */
    public static final String ALARMS = "guard-alarms";

    private static final String ACCEPTED = "accepted";
    private static final String ACKNOWLEDGED = "acknowledged";

    public Acceptances {
        keys = Set.copyOf(keys);
    }

    /** All of them; on the way back also the alarms that were the reason for going back. */
    public static Acceptances of(Operation operation) {
        Set<String> keys = new HashSet<>();
        for (Step step : operation.steps()) {
            keys.addAll(in(step.memo()));
            if (operation.rollingBack() && step.state() == StepState.FAILED) {
                PreconditionEvaluator.asked(step.memo()).stream()
                        .filter(Acceptances::aboutAlarms)
                        .forEach(keys::add);
            }
        }
        return new Acceptances(keys);
    }

    /** The same with those that a step has in hand. */
    public static Acceptances of(Operation operation, ObjectNode memo) {
        Set<String> keys = new HashSet<>(of(operation).keys());
        keys.addAll(in(memo));
        return new Acceptances(keys);
    }

    /** The same with what the answer to the current step's question accepts, before the step has looked and noted it. */
    public static Acceptances now(Operation operation) {
        Set<String> keys = new HashSet<>(of(operation).keys());
        operation
                .current()
                .filter(step -> step.answer() != null
                        && PreconditionEvaluator.ACCEPT.equals(step.answer().choice()))
                .ifPresent(step -> keys.addAll(PreconditionEvaluator.asked(step.memo())));
        return new Acceptances(keys);
    }

    private static Set<String> in(ObjectNode memo) {
        Set<String> keys = new HashSet<>(Json.texts(memo.path(ACCEPTED)));
        memo.path(ACKNOWLEDGED).forEach(a -> keys.add(a.path("finding").asText()));
        return keys;
    }

    private static boolean aboutAlarms(String key) {
        return key.startsWith(Violation.key(ALARMS, ""));
    }

    /** Writes down what was accepted in a question of a step. */
    static void add(ObjectNode memo, List<String> accepted) {
        ArrayNode all = memo.withArray(ACCEPTED);
        Set<String> before = Set.copyOf(Json.texts(all));
        accepted.stream().filter(key -> !before.contains(key)).forEach(all::add);
    }

    /** True when nobody needs to be asked about an objection again. */
    boolean cover(Violation.NeedsApproval ask) {
        return ask.acceptable() && (all(ask.keys()) || keys.contains(ask.words()));
    }

    /** True when nobody needs to be asked about a finding again. */
    boolean cover(Finding finding) {
        return keys.contains(words(finding)) || (!finding.keys().isEmpty() && all(finding.keys()));
    }

    /** True when each of some things has been accepted; false for nothing. */
    public boolean all(List<String> some) {
        return !some.isEmpty() && keys.containsAll(some);
    }

    /** The subjects of a code that have been accepted. */
    public Set<String> of(String code) {
        String prefix = Violation.key(code, "");
        return keys.stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The same finding with other figures is the same finding; an alarm that turned again is another one. */
    static String words(Finding finding) {
        String observed = finding.code().equals(ALARMS)
                ? finding.observed()
                : Violation.FIGURE.matcher(finding.observed()).replaceAll("#");
        return Violation.key(finding.code(), observed);
    }
}
