package io.rdsmaint.engine;

import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;

/** A step that fails over once its replica has caught up, in an engine that may be told to hold it. */
abstract class HeldSteps {
    static final Duration DAY = Duration.ofDays(1);

    final EngineRig rig = EngineRig.planning("one", "two");
    final List<String> sent = new ArrayList<>();
    final AtomicBoolean ready = new AtomicBoolean();
    Runnable secondLook = () -> {};
    Consumer<Intent> send = Intent::spend;

    @BeforeEach
    void oneFailsOverOnceItsReplicaHasCaughtUp() {
        rig.script.put("one", this::failOverWhenReady);
    }

    Outcome failOverWhenReady(StepRun run) {
        run.memo().put("looked", true);
        if (run.intent().isPresent()) {
            return Outcome.done();
        }
        return ready.get()
                ? run.change(change("Failover", SavedIntent.Idempotence.ONCE_EXPIRED))
                : Outcome.waiting("lag", 30);
    }

    Change change(String call, SavedIntent.Idempotence repeat) {
        return change(call, "cluster", repeat);
    }

    Change change(String call, String resource, SavedIntent.Idempotence repeat) {
        return new Change(
                call,
                resource,
                repeat,
                JsonTrees.object(),
                () -> {
                    secondLook.run();
                    return true;
                },
                intent -> {
                    send.accept(intent);
                    sent.add(call);
                });
    }

    void freeze() {
        rig.engine.freeze(new Freeze("incident", "dana", rig.now));
    }

    Step step(String id) {
        return rig.operation(id).current().orElseThrow();
    }

    SavedIntent intent(String id) {
        return Objects.requireNonNull(rig.operation(id).steps().getFirst().intent());
    }

    long held(String id) {
        return rig.log(id).stream().filter(LogEntry.Type.STEP_HELD::equals).count();
    }

    static ChangeFailure.Unknown lost() {
        return new ChangeFailure.Unknown("the connection was cut", new IllegalStateException("cut"));
    }

    static SavedIntent.Idempotence repeatable() {
        return SavedIntent.Idempotence.SOON;
    }
}
