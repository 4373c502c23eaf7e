package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an execution hands over, to the call and to the moment, and what is kept of an owner. */
class OwnerLimitsTest {
    private static final String MACHINE = "arn:aws:states:us-east-1:123456789012:execution:m:";
    private static final Instant SINCE = Instant.parse("2026-03-01T02:00:00Z");
    private static final Instant OLD = SINCE.plus(Duration.ofDays(300)).plusNanos(1);

    private static Owner after(long calls) {
        return Owner.first(MACHINE + "first", SINCE).called(calls - 1);
    }

    @ParameterizedTest
    @CsvSource({"1199,false", "1200,true", "1201,false", "1249,false", "1250,true", "1251,false", "1300,true"})
    void aFullHistoryIsHandedOverAtOnceAndAgainAtEveryFiftiethCall(int calls, boolean due) {
        assertThat(after(calls).handOverDue(SINCE)).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"1,false", "49,false", "50,true", "51,false", "100,true"})
    void anOldExecutionHandsOverAtEveryFiftiethCall(int calls, boolean due) {
        assertThat(after(calls).handOverDue(OLD)).isEqualTo(due);
    }

    @Test
    void anExecutionIsOldOnlyAfterThreeHundredDays() {
        assertThat(after(50).handOverDue(SINCE.plus(Duration.ofDays(300)))).isFalse();
    }

    @Test
    void callsThatTheExecutionCountedItselfCountWhereMoreThanStored() {
        Owner owner = after(7);

        assertThat(owner.called(3).calls()).isEqualTo(8);
        assertThat(owner.called(900).calls()).isEqualTo(901);
        assertThat(owner.called(Long.MAX_VALUE).calls()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aCallShowsThatTheExecutionRunsAndKeepsTheNamedSuccessor() {
        Owner named = after(3).handingOverTo("next").stalledNow();

        Owner back = named.called(0);

        assertThat(named.stalled()).isTrue();
        assertThat(back).isEqualTo(new Owner(MACHINE + "first", SINCE, 4, "next", 1, false));
    }

    @Test
    void namingASuccessorDoesNotHideThatPeopleWereToldOfAStall() {
        assertThat(after(3).stalledNow().handingOverTo("next").stalled()).isTrue();
    }

    @Test
    void onlyTheNamedExecutionOfTheSameMachineIsTheSuccessor() {
        Owner owner = after(1_200).handingOverTo("op-1-2");

        assertThat(owner.handedOverTo(MACHINE + "op-1-2")).isTrue();
        assertThat(owner.handedOverTo(MACHINE + "op-1-3")).isFalse();
        assertThat(owner.handedOverTo(MACHINE.replace(":m:", ":n:") + "op-1-2")).isFalse();
        assertThat(after(1_200).handedOverTo(MACHINE + "op-1-2")).isFalse();
    }

    @Test
    void aNewOwnerBeginsAnewAndIsCounted() {
        Owner next = after(1_200).handingOverTo("op-1-2").replacedBy(MACHINE + "op-1-2", OLD);

        assertThat(next).isEqualTo(new Owner(MACHINE + "op-1-2", OLD, 0, null, 2, false));
        assertThat(next.successorName("op-1")).isEqualTo("op-1-3");
    }
}
