package io.rdsmaint.kit;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a new plan does otherwise than the old one, in words for whoever decides between them.
 *
 * @param added steps that only the new plan has
 * @param again steps of the new plan that the operation has done before, and that look whether they still are
 * @param dropped steps that only the old one has
 * @param steps all steps of the new plan
 */
record PlanDifference(
        List<PlannedStep> added, List<PlannedStep> again, List<PlannedStep> dropped, List<PlannedStep> steps) {

    /**
     * Between the steps that an operation has before it and those of a new plan; steps are the same when their names are.
     *
     * @param done the names of the steps that it has behind it
     */
    static PlanDifference between(List<PlannedStep> old, Set<String> done, List<PlannedStep> now) {
        List<PlannedStep> added = without(now, old);
        return new PlanDifference(
                added.stream().filter(step -> !done.contains(step.name())).toList(),
                added.stream().filter(step -> done.contains(step.name())).toList(),
                without(old, now),
                now);
    }

    private static List<PlannedStep> without(List<PlannedStep> some, List<PlannedStep> others) {
        List<String> names = others.stream().map(PlannedStep::name).toList();
        return some.stream().filter(step -> !names.contains(step.name())).toList();
    }

    /** True when the new plan takes service away from clients before anybody is asked again. */
    boolean interrupts() {
        return !interrupting().isEmpty();
    }

    private List<PlannedStep> interrupting() {
        return steps.stream()
                .takeWhile(step -> step.gate() == null)
                .filter(PlannedStep::disruptive)
                .toList();
    }

    String words() {
        String all = steps.size() + (steps.size() == 1 ? " step" : " steps");
        String difference = Stream.of(
                        named("adds", added), named("leaves out", dropped), named("looks again at", again))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        String said =
                difference.isEmpty() ? "has the same " + all + ", in another order" : difference + "; it has " + all;
        return said
                + (interrupts()
                        ? named("; until it asks again, it takes service away from clients by", interrupting())
                        : "");
    }

    private static String named(String verb, List<PlannedStep> steps) {
        return steps.isEmpty()
                ? ""
                : verb + " " + steps.stream().map(PlannedStep::name).collect(Collectors.joining(", "));
    }

    /** What a plan rested on and what there is now, one phrase for each thing that differs; the first word is what it is about. */
    static List<String> ofBaselines(JsonNode was, JsonNode is) {
        List<String> all = new ArrayList<>();
        compare(List.of(), was, is, all);
        return all;
    }

    private static void compare(List<String> path, JsonNode was, JsonNode is, List<String> all) {
        if (was.equals(is)) {
            return;
        }
        if (!was.isObject() || !is.isObject()) {
            all.add(words(path) + " was " + value(was) + ", is " + value(is));
            return;
        }
        TreeSet<String> names = new TreeSet<>();
        was.fieldNames().forEachRemaining(names::add);
        is.fieldNames().forEachRemaining(names::add);
        names.forEach(name ->
                compare(Stream.concat(path.stream(), Stream.of(name)).toList(), was.path(name), is.path(name), all));
    }

    /** Without the name of the collection that the thing is in. */
    private static String words(List<String> path) {
        return String.join(" ", path.subList(path.size() > 1 ? 1 : 0, path.size()))
                .replace('_', ' ');
    }

    private static String value(JsonNode node) {
        return node.isMissingNode() || (node.asText().isEmpty() && !node.isContainerNode())
                ? "not there"
                : node.isContainerNode() ? "there" : node.asText();
    }
}
