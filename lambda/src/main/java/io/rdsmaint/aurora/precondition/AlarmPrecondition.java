package io.rdsmaint.aurora.precondition;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.cloudwatch.GuardAlarm;
import io.rdsmaint.kit.Acceptances;
import io.rdsmaint.kit.Precondition;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Objects while an alarm that guards the operation rings or is gone. What a person accepts is that alarm from that
 * moment on: when it has been quiet and rings again, they are asked again.
 */
public final class AlarmPrecondition {
    private AlarmPrecondition() {}

    /** Holds before everything that disturbs service, on the way back, too. */
    static Precondition<ChangeContext> quiet() {
        return Precondition.of(
                "alarmsQuiet",
                context -> context.proposed().disturbs()
                        ? objection(context.target(), context.seen().alarms()).map(ask -> ask)
                        : Optional.empty());
    }

    /** What the alarms object to, all in one question. */
    public static Optional<Violation.NeedsApproval> objection(Target target, List<GuardAlarm> alarms) {
        List<GuardAlarm> loud = alarms.stream().filter(GuardAlarm::objects).toList();
        if (loud.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = loud.stream().map(GuardAlarm::name).toList();
        boolean gone = loud.stream().allMatch(a -> a.state() == GuardAlarm.State.GONE);
        return Optional.of(new Violation.NeedsApproval(
                        ClusterQuestion.GUARD_ALARMS,
                        Acceptances.ALARMS,
                        Choices.ACCEPT,
                        gone
                                ? "A guard alarm no longer exists: " + String.join(", ", names) + "."
                                : "A guard alarm is in state ALARM: " + String.join(", ", names) + ".",
                        loud.stream().map(GuardAlarm::explained).collect(Collectors.joining("; ")),
                        List.of(Commands.alarms(target, names)),
                        loud.stream()
                                .map(a -> Violation.key(Acceptances.ALARMS, a.words()))
                                .toList())
                .formerly(loud.stream().map(GuardAlarm::formerly).collect(Collectors.joining("; "))));
    }
}
