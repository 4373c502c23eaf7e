package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.InstantSource;

/** Intents for tests of gateways, as an invocation would hold them right after its save. */
public final class TestIntents {
    private TestIntents() {}

    /** Fresh, saved at the clock's time, in an invocation with plenty of time left. */
    public static Intent fresh(InstantSource clock) {
        return withTimeLeft(clock, Duration.ofSeconds(50));
    }

    /** Fresh, in an invocation that will be ended after {@code left}. */
    public static Intent withTimeLeft(InstantSource clock, Duration left) {
        SavedIntent saved = new SavedIntent(
                "op#1",
                "a call",
                "a resource",
                SavedIntent.Idempotence.SOON,
                clock.instant(),
                "invocation-1",
                JsonNodeFactory.instance.objectNode(),
                SavedIntent.State.OPEN,
                null,
                null);
        Invocation invocation = new Invocation("invocation-1", clock, () -> 0L, () -> left);
        return new Intent(saved, invocation, invocation.moment(), Intent.CALL_TIMEOUT, 1);
    }
}
