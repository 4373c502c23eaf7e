package io.rdsmaint.campaign;

import io.rdsmaint.engine.Answer;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.Window;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.transport.AwsRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a change may be made at all: while operations are frozen none is, and one that disturbs only in its window, unless a
 * person said now. What counts is when the function intended it: it has some seconds to send it then, and it may travel for minutes.
 */
final class Permission {
    private static final Duration IN_FLIGHT = Duration.ofSeconds(60);

    /** What the function heard, since its last intent, when it asked whether operations are frozen. */
    private final Map<String, Boolean> heard = new HashMap<>();

    /** As the operations began: what the function forgets of it later, it must not do. */
    private final Map<String, String> windows = new HashMap<>();

    private @Nullable Instant frozenSince;

    void frozen(Instant now) {
        frozenSince = now;
    }

    void lifted() {
        frozenSince = null;
    }

    /** The function asks whether operations are frozen, and is told the truth. */
    void asked(LambdaInvocation from) {
        heard.put(from.id(), frozenSince != null);
    }

    void stored(LambdaInvocation from, Operation operation) {
        Window window = operation.options().schedule().window();
        windows.putIfAbsent(operation.id(), window == null ? "" : window.text());
        intent(from, operation).filter(SavedIntent::open).ifPresent(i -> heard.remove(from.id()));
    }

    /** What is wrong with a change that is about to reach AWS; empty when it may. */
    Optional<String> objection(LambdaInvocation from, Operation operation, AwsRequest call) {
        Step step = operation.current().orElse(null);
        Instant intended = intent(from, operation).map(SavedIntent::at).orElse(null);
        if (step == null || intended == null || finishes(operation, step, call)) {
            return Optional.empty();
        }
        if (!heard.containsKey(from.id())) {
            return Optional.of("without a look right before it whether operations are frozen: " + call);
        }
        if (heard.get(from.id()) || (frozenSince != null && intended.isAfter(frozenSince.plus(IN_FLIGHT)))) {
            return Optional.of("although operations are frozen: " + call);
        }
        boolean bound = step.planned().disruptive()
                && operation.state() == OperationState.RUNNING
                && Optional.ofNullable(step.approved())
                        .map(Answer::choice)
                        .filter("now"::equals)
                        .isEmpty();
        return bound && !open(windows.getOrDefault(operation.id(), ""), intended)
                ? Optional.of("outside its window: " + call)
                : Optional.empty();
    }

    /** The new cluster gets its mark, and a name that leads nowhere a cluster, come what may. */
    private static boolean finishes(Operation operation, Step step, AwsRequest call) {
        return switch (step.planned().action()) {
            case "switchover" -> call.action().equals("AddTagsToResource");
            case "swap_names", "swap_back" ->
                (call.http().body().text() + "&")
                        .contains("NewDBClusterIdentifier=" + operation.target().name() + "&");
            default -> false;
        };
    }

    private static Optional<SavedIntent> intent(LambdaInvocation from, Operation operation) {
        return operation
                .current()
                .flatMap(step -> Optional.ofNullable(step.intent()))
                .filter(i -> i.invocation().equals(from.id()));
    }

    /** Windows of the campaign are daily and don't reach over midnight. */
    private static boolean open(String window, Instant at) {
        if (window.isEmpty()) {
            return true;
        }
        LocalTime time = at.atZone(ZoneOffset.UTC).toLocalTime();
        String[] ends = window.split("-", -1);
        return !time.isBefore(LocalTime.parse(ends[0])) && time.isBefore(LocalTime.parse(ends[1]));
    }
}
