package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which waits an event may end, what follows one, and who is woken. */
class EventWaitsTest {
    private static final String SECOND = EngineRig.MACHINE + "second";
    private static final String ACCOUNT = "123456789012";
    private static final String REGION = "us-east-1";

    private final EngineRig rig = EngineRig.planning("one", "two");
    private final Engine engine = rig.engine(true);
    private String id = "";

    @BeforeEach
    void anOperationThatWaits() {
        id = rig.started();
        rig.script.put("one", run -> Outcome.underWay("a thing to be there", "a-thing"));
    }

    private NextAction.Wait look(Woken woken) {
        Seen seen = new Seen(1, rig.operation(id).version(), woken);
        return (NextAction.Wait)
                engine.step(rig.invocation(), id, EngineRig.FIRST, seen).next();
    }

    private static Wake wake(NextAction.Wait wait) {
        return Optional.ofNullable(wait.wake()).orElseThrow();
    }

    @Test
    void aWaitForSomethingOfWhichAnEventTellsMayEndEarly() {
        NextAction.Wait wait = look(Woken.NOT);

        assertThat(wait.seconds()).isGreaterThanOrEqualTo(30);
        assertThat(wake(wait).armed()).isTrue();
        assertThat(wake(wait).resource()).isEqualTo("a-thing");
        assertThat(wake(wait).expiresAt()).isEqualTo(rig.now.plusSeconds(wait.seconds() + 60));
    }

    @Test
    void noneDoesWhereTheDeploymentHasNoSuchWaits() {
        NextAction next = rig.engine
                .step(
                        rig.invocation(),
                        id,
                        EngineRig.FIRST,
                        new Seen(1, rig.operation(id).version()))
                .next();

        assertThat(next)
                .isInstanceOfSatisfying(
                        NextAction.Wait.class, wait -> assertThat(wait.wake()).isNull());
    }

    @Test
    void nothingShortAndNothingWithoutAnEventDoes() {
        rig.script.put("one", run -> Outcome.waiting("a moment", 300));
        assertThat(look(Woken.NOT).wake()).as("a time of its own").isNull();

        rig.script.put("one", run -> Outcome.underWay("something of which nothing tells"));
        assertThat(look(Woken.NOT).wake()).as("no resource").isNull();

        EventWaits waits = new EventWaits(true);
        assertThat(waits.next(Woken.NOT, "a-thing", Duration.ofSeconds(29), Duration.ofSeconds(10), rig.now))
                .isEqualTo(new NextAction.Wait(29));
    }

    @Test
    void afterAnEventThereAreThreeCloseLooksAndThenAsManyAsWithoutEventsForAWhile() {
        NextAction.Wait first = look(Woken.by(0, 0, 0));
        NextAction.Wait second = look(wake(first).woken());
        NextAction.Wait third = look(wake(second).woken());

        assertThat(List.of(first.seconds(), second.seconds())).containsOnly(Wake.PAUSE.toSeconds());
        assertThat(List.of(
                        wake(first).armed(), wake(second).armed(), wake(third).armed()))
                .containsOnly(false);
        assertThat(wake(third).woken())
                .isEqualTo(Woken.by(3, 1, rig.now.plus(Duration.ofMinutes(2)).getEpochSecond()));

        rig.now = rig.now.plus(Duration.ofMinutes(2));
        NextAction.Wait later = look(wake(third).woken());
        assertThat(wake(later).armed()).isTrue();
        assertThat(wake(later).woken()).isEqualTo(Woken.by(0, 1, 0));
    }

    @Test
    void afterThreeEventsThatLedToNothingNoneEndsAWaitForFiveMinutes() {
        NextAction.Wait third = look(Woken.by(2, 2, 0));

        assertThat(wake(third).armed()).isFalse();
        assertThat(wake(third).woken().quietUntil())
                .isEqualTo(rig.now.plus(Duration.ofMinutes(5)).getEpochSecond());

        rig.now = rig.now.plus(Duration.ofMinutes(4));
        NextAction.Wait during = look(wake(third).woken());
        assertThat(wake(during).armed()).isFalse();
        assertThat(wake(during).woken()).isEqualTo(wake(third).woken());

        rig.now = rig.now.plus(Duration.ofMinutes(2));
        NextAction.Wait later = look(wake(during).woken());
        assertThat(wake(later).armed()).isTrue();
        assertThat(wake(later).woken()).isEqualTo(Woken.by(0, 0, 0));
    }

    @Test
    void howeverManyEventsComeThereIsAtMostOneLookInTenSeconds() {
        Woken woken = Woken.by(0, 0, 0);
        Instant began = rig.now;
        int looks = 0;
        while (rig.now.isBefore(began.plus(Duration.ofMinutes(30)))) {
            NextAction.Wait next = look(woken);
            looks++;
            // an armed wait is ended at once, and the machine pauses before its look
            rig.now = rig.now.plus(wake(next).armed() ? Wake.PAUSE : Duration.ofSeconds(next.seconds()));
            woken = wake(next).woken();
        }
        assertThat(looks).isLessThan(30 * 6).isGreaterThan(30);
    }

    @Test
    void aLookAfterAnEventThatShowsNothingStoresNothing() {
        look(Woken.NOT);
        long version = rig.operation(id).version();

        look(Woken.by(0, 0, 0));

        assertThat(rig.operation(id).version()).isEqualTo(version);
    }

    private int changed(String account, String region, String resource) {
        return engine.resourceChanged(rig.invocation(), account, region, resource);
    }

    private void waits(String executionArn, @Nullable Instant until) {
        rig.store.openWait(
                "a-thing", new OpenWait(id, executionArn, "token", until == null ? rig.now.plusSeconds(60) : until));
    }

    @Test
    void theOwnerIsWokenOnceAndNothingIsStored() {
        look(Woken.NOT);
        Operation before = rig.operation(id);
        waits(EngineRig.FIRST, null);

        assertThat(changed(ACCOUNT, REGION, "another-thing")).isZero();
        assertThat(changed("999999999999", REGION, "a-thing")).isZero();
        assertThat(changed(ACCOUNT, "eu-central-1", "a-thing")).isZero();
        assertThat(changed(ACCOUNT, REGION, "a-thing")).isEqualTo(1);
        assertThat(changed(ACCOUNT, REGION, "a-thing"))
                .as("nobody waits any more")
                .isZero();

        assertThat(rig.woken).containsExactly("token");
        assertThat(rig.operation(id)).isEqualTo(before);
    }

    @Test
    void whoIsNotTheOwnerAnyMoreIsNotWoken() {
        waits(SECOND, null);

        assertThat(changed(ACCOUNT, REGION, "a-thing")).isZero();
        assertThat(rig.woken).isEmpty();
    }

    @Test
    void noWaitThatIsOverIsEndedNorOneThatAsks() {
        waits(EngineRig.FIRST, rig.now.minusSeconds(1));
        assertThat(changed(ACCOUNT, REGION, "a-thing")).isZero();

        waits(EngineRig.FIRST, null);
        rig.script.put("one", run -> {
            throw new LastingFailure("trouble");
        });
        engine.step(rig.invocation(), id, EngineRig.FIRST);
        assertThat(changed(ACCOUNT, REGION, "a-thing")).isZero();
        assertThat(rig.woken).isEmpty();
    }

    @Test
    void anEventThatCannotBePassedOnFailsNothing() {
        OperationStore broken = new io.rdsmaint.testkit.store.ForwardingStore(rig.store) {
            @Override
            public List<OpenWait> openWaits(String resource) {
                throw new TransientFailure("the store is busy", new IllegalStateException("throttled"));
            }
        };
        Engine other = new Engine(broken, (_, _) -> {}, rig.executions(), rig.engine.catalogue(), () -> 1.0, true);

        assertThat(other.resourceChanged(rig.invocation(), ACCOUNT, REGION, "a-thing"))
                .isZero();
        assertThat(rig.occurrences).contains(new EngineSignal.NotWoken("a-thing", "the store is busy"));
    }

    @Test
    void aTokenIsInNoTextOfAWait() {
        assertThat(new OpenWait(id, EngineRig.FIRST, "AQCEAAAAKgAAAAMA", rig.now).toString())
                .doesNotContain("AQCE");
    }

    @Test
    void besideEventsLooksAreSparseOnceItCanBeDone() {
        UsualTime usual = new UsualTime(Duration.ofMinutes(5), Duration.ofMinutes(10));

        assertThat(PollInterval.besideEvents(Duration.ZERO, usual, 0.5)).isEqualTo(Duration.ofMillis(377_143));
        assertThat(IntStream.of(6, 12, 40)
                        .mapToObj(minutes -> PollInterval.besideEvents(Duration.ofMinutes(minutes), usual, 0.5)))
                .containsOnly(Duration.ofSeconds(60));
    }
}
