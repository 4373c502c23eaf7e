package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.engine.EngineRig;
import io.rdsmaint.testkit.store.ForwardingStore;
import io.rdsmaint.testkit.store.MemoryOperationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a deployment learns of how long its steps take, and what it makes of it. */
class KeptDurationsTest {
    private final EngineRig rig = EngineRig.planning("one");

    private static KeptDurations of(long... seconds) {
        return new KeptDurations(LongStream.of(seconds).boxed().toList());
    }

    @Test
    void twoSayLessThanWhatTheKindExpects() {
        assertThat(KeptDurations.NONE.usual()).isEmpty();
        assertThat(of(600, 610).usual()).isEmpty();
    }

    @Test
    void fromThreeOnItIsTheShortestWithAFifthLessAndTheMiddle() {
        assertThat(of(700, 600, 5_000).usual())
                .contains(new UsualTime(Duration.ofSeconds(480), Duration.ofSeconds(700)));
    }

    @Test
    void whatIsLongAgoIsForgotten() {
        KeptDurations kept = of(1);
        for (int i = 0; i < 12; i++) {
            kept = kept.and(Duration.ofMinutes(10));
        }

        assertThat(kept.seconds()).hasSize(12).containsOnly(600L);
    }

    /** Runs an operation whose step takes so long; answers the pauses before its looks. */
    private List<Long> pauses(String cluster, long seconds) {
        String arn = EngineRig.MACHINE + cluster;
        rig.running.add(arn);
        String id = rig.start(cluster, arn).operation().orElseThrow().id();
        Instant end = rig.now.plusSeconds(seconds);
        rig.script.put("one", run -> run.now().isBefore(end) ? Outcome.underWay("it to be done") : Outcome.done());
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 100 && !rig.operation(id).state().ended(); i++) {
            if (rig.engine.step(rig.invocation(), id, arn).next() instanceof NextAction.Wait wait) {
                pauses.add(wait.seconds());
                rig.pass(Duration.ofSeconds(wait.seconds()));
            }
        }
        assertThat(rig.operation(id).state()).isEqualTo(OperationState.COMPLETED);
        return pauses;
    }

    /** What is over at the first look may have been over for long; what takes what it always took was looked at before. */
    @Test
    void whatAlwaysTakesTheSameIsKeptAsThatLong() {
        for (int i = 0; i < 8; i++) {
            pauses("same-" + i, 600);
        }

        assertThat(rig.store.durations("scripted", "one").seconds()).hasSize(8).allMatch(s -> s >= 600 && s < 660);
    }

    @Test
    void theFourthOperationKnowsWhatTheFirstThreeTook() {
        int looks = pauses("a", 480).size();
        pauses("b", 480);
        assertThat(rig.store.durations("scripted", "one").seconds()).hasSize(2).allMatch(s -> s >= 480);
        assertThat(pauses("c", 480)).hasSize(looks);

        List<Long> learned = pauses("d", 480);

        assertThat(learned.getFirst()).isBetween(384L, 600L);
        assertThat(learned.size()).isLessThan(looks);
    }

    @Test
    void whatHasBecomeQuickerIsNoticedAndLearned() {
        for (String cluster : List.of("a", "b", "c")) {
            pauses(cluster, 480);
        }
        pauses("d", 60);
        pauses("e", 60);

        List<Long> seconds = rig.store.durations("scripted", "one").seconds();
        assertThat(seconds.getLast()).isLessThan(seconds.get(3)).isLessThan(480);
    }

    @Test
    void aStepThatIsDoneAtOnceTeachesNothing() {
        pauses("a", 0);

        assertThat(rig.store.durations("scripted", "one")).isEqualTo(KeptDurations.NONE);
    }

    @Test
    void oneThatAPersonLetTryAgainTeachesNothing() {
        String id = rig.started();
        rig.script.put("one", run -> {
            throw new LastingFailure("broken");
        });
        rig.step(id);
        rig.script.put("one", run -> Outcome.waiting("a while", 60));
        rig.answer(id, "continue");
        rig.step(id);
        rig.script.remove("one");
        rig.pass(Duration.ofMinutes(1));
        rig.step(id);

        assertThat(rig.operation(id).steps().getFirst().state()).isEqualTo(StepState.COMPLETED);
        assertThat(rig.store.durations("scripted", "one")).isEqualTo(KeptDurations.NONE);
    }

    @Test
    void nothingFailsWhereItCanNotBeKeptOrRead() {
        MemoryOperationStore kept = new MemoryOperationStore();
        Experience experience = new Experience(new ForwardingStore(kept) {
            @Override
            public KeptDurations durations(String type, String action) {
                throw new LastingFailure("denied");
            }
        });
        Step waiting =
                Step.pending(EngineRig.step("one", false)).begun(rig.now, null).waiting("a while");

        assertThat(experience.usual("scripted", "one")).isEmpty();
        experience.learn("scripted", waiting, waiting.completed(waiting.memo(), rig.now.plusSeconds(90)));
        assertThat(kept.durations("scripted", "one")).isEqualTo(KeptDurations.NONE);
    }
}
