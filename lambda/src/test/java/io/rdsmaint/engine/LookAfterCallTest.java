package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A change that AWS shows at once is looked at by the invocation that made it, which makes no other. */
class LookAfterCallTest {
    private final EngineRig bench = EngineRig.planning("one", "two");
    private final List<String> sent = new ArrayList<>();

    private Change change(String call) {
        return Change.repeatable(call, call, () -> true, intent -> {
            intent.spend();
            sent.add(call);
        });
    }

    /** The step wants these calls to have been made, one after the other. */
    private void oneWants(Change... changes) {
        bench.script.put("one", run -> {
            run.memo().put("looks", run.memo().path("looks").asInt() + 1);
            for (Change change : changes) {
                if (!sent.contains(change.call())) {
                    return run.change(change);
                }
            }
            return Outcome.done(
                    JsonTrees.object().put("looks", run.memo().path("looks").asInt()));
        });
    }

    private Step one(String id) {
        return bench.operation(id).steps().getFirst();
    }

    @Test
    void theStepIsDoneByTheInvocationThatMadeTheCall() {
        String id = bench.started();
        oneWants(change("Tag a").showingAtOnce());

        EngineResult answered = bench.step(id);

        assertThat(sent).containsExactly("Tag a");
        assertThat(answered.next()).isInstanceOf(NextAction.Go.class);
        assertThat(one(id).state()).isEqualTo(StepState.COMPLETED);
        assertThat(one(id).result()).isEqualTo(JsonTrees.object().put("looks", 2));
        assertThat(one(id).intent()).satisfies(i -> assertThat(i.state()).isEqualTo(SavedIntent.State.PROVEN));
    }

    @Test
    void whatShowsLateIsLeftToTheNextInvocation() {
        String id = bench.started();
        oneWants(change("Modify a"));

        assertThat(bench.step(id).next()).isInstanceOf(NextAction.Wait.class);
        assertThat(one(id).state()).isEqualTo(StepState.WAITING);
    }

    @Test
    void theSecondLookMakesNoCall() {
        String id = bench.started();
        oneWants(change("Tag a").showingAtOnce(), change("Tag b").showingAtOnce());

        EngineResult answered = bench.step(id);

        assertThat(sent).containsExactly("Tag a");
        assertThat(answered.next()).isInstanceOf(NextAction.Wait.class);
        assertThat(one(id).intent()).satisfies(i -> assertThat(i.call()).isEqualTo("Tag a"));
        assertThat(bench.step(id).next()).isInstanceOf(NextAction.Go.class);
        assertThat(sent).containsExactly("Tag a", "Tag b");
    }

    /** What went wrong after the call says nothing of the call. */
    @Test
    void aSecondLookThatFailsChangesNothing() {
        String id = bench.started();
        Change tag = change("Tag a").showingAtOnce();
        bench.script.put("one", run -> {
            if (sent.isEmpty()) {
                return run.change(tag);
            }
            throw new TransientFailure("throttled");
        });

        EngineResult answered = bench.step(id);

        assertThat(answered.next()).isInstanceOf(NextAction.Wait.class);
        assertThat(one(id).errors()).isZero();
        assertThat(one(id).waitCondition()).contains("Tag a");
    }
}
