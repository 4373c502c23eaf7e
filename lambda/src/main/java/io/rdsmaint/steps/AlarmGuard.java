package io.rdsmaint.steps;

import io.rdsmaint.engine.Target;
import io.rdsmaint.metrics.GuardAlarm;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Objects while an alarm that guards the operation rings or is gone. What a person accepts is that alarm from that
 * moment on: when it has been quiet and rings again, they are asked again.
 */
public final class AlarmGuard {
    /** Of its objection, and of preflight's findings about the same alarms, so that one acceptance serves both. */
    public static final String CODE = "guard-alarms";

    private AlarmGuard() {}

    /** Holds before everything that disturbs service, on the way back, too. */
    static Guard quiet() {
        return Guard.of(
                "alarmsQuiet",
                scene -> scene.act().disturbs()
                        ? objection(scene.target(), scene.seen().alarms()).map(ask -> ask)
                        : Optional.empty());
    }

    /** What the alarms object to, all in one question. */
    static Optional<Objection.Ask> objection(Target target, List<GuardAlarm> alarms) {
        List<GuardAlarm> loud = alarms.stream().filter(GuardAlarm::objects).toList();
        if (loud.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = loud.stream().map(GuardAlarm::name).toList();
        boolean gone = loud.stream().allMatch(a -> a.state() == GuardAlarm.State.GONE);
        return Optional.of(new Objection.Ask(
                CODE,
                false,
                true,
                gone
                        ? "A guard alarm no longer exists: " + String.join(", ", names) + "."
                        : "A guard alarm is in state ALARM: " + String.join(", ", names) + ".",
                loud.stream().map(GuardAlarm::explained).collect(Collectors.joining("; ")),
                List.of(Commands.alarms(target, names)),
                loud.stream().map(a -> Subjects.key(CODE, a.words())).toList()));
    }

    /** True for what an acceptance of an alarm is remembered by. */
    static boolean about(String key) {
        return key.startsWith(CODE + ": ");
    }
}
