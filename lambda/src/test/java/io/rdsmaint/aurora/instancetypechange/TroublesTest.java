package io.rdsmaint.aurora.instancetypechange;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Proxy;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on the way, and how the operation comes to its end nevertheless. */
class TroublesTest {
    private static final String CHANGE_2 = "Change demo-multi-2 to " + Trials.NEW;
    private static final String CHANGE_3 = "Change demo-multi-3 to " + Trials.NEW;
    private static final String CHANGE_1 = "Change demo-multi-1 to " + Trials.NEW;
    private static final String FAIL_OVER = "Fail over to demo-multi-2";

    static Stream<Arguments> callsOfUnknownFate() {
        return Stream.of(
                        "AddTagsToResource",
                        "CreateDBInstance",
                        "ModifyDBInstance",
                        "FailoverDBCluster",
                        "DeleteDBInstance",
                        "RemoveTagsFromResource")
                .flatMap(action -> Stream.of(
                        Arguments.of(action, Fault.cutAfterEffect(action)),
                        Arguments.of(action, Fault.cutBeforeEffect(action)),
                        Arguments.of(action, Fault.errorAfterEffect(action, "InternalFailure", 500)),
                        Arguments.of(action, Fault.throttle(action))));
    }

    @ParameterizedTest
    @MethodSource("callsOfUnknownFate")
    void aCallWithoutAnswerIsLookedForAndNeverDoneTwice(String action, Fault fault) {
        AuroraTestRunner trial = Trials.of(Scenarios.twoNode(), "demo-two").answering(q -> "continue");
        trial.simulator.inject(fault);

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.classes())
                .hasSize(2)
                .allSatisfy((id, c) -> assertThat(c).isEqualTo(Trials.NEW));
        assertThat(trial.simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION))
                .hasSize(1);
    }

    @Test
    void anUnplannedFailoverToAChangedInstanceIsTheFailover() {
        AuroraTestRunner trial = multi();
        trial.before("Warm up demo-multi-2", () -> {
            trial.simulator.outsider().failOver("demo-multi", "demo-multi-3");
            trial.clock.advance(Duration.ofMinutes(10));
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.changes()).doesNotContain("FailoverDBCluster demo-multi");
        assertThat(trial.writer()).isEqualTo("demo-multi-3");
        assertThat(end.report()).anyMatch(l -> l.contains("demo-multi-3 (which happened by itself)"));
    }

    @Test
    void anUnplannedFailoverToTheNextInstanceIsAskedAboutWithANewPlan() {
        AuroraTestRunner trial = multi().answering(q -> "continue/replan");
        trial.before(CHANGE_3, () -> {
            trial.simulator.outsider().failOver("demo-multi", "demo-multi-3");
            trial.clock.advance(Duration.ofMinutes(10));
        });

        Operation end = trial.run();

        assertThat(trial.questions).singleElement().satisfies(q -> {
            assertThat(q.kind()).isEqualTo(Question.Kind.DRIFT);
            assertThat(q.observed()).isEqualTo("the writer is demo-multi-3, expected demo-multi-1");
            assertThat(q.options())
                    .filteredOn(o -> "replan".equals(o.choice()))
                    .singleElement()
                    .satisfies(o -> assertThat(o.consequence())
                            .contains("it leaves out Warm up", FAIL_OVER, CHANGE_1, CHANGE_3))
                    .satisfies(o -> assertThat(o.destructive()).isTrue());
        });
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.classes().values()).containsOnly(Trials.NEW);
        assertThat(end.residue()).isEmpty();
    }

    @Test
    void aVanishedMemberIsAskedAboutAndTheNewPlanDoesWithoutIt() {
        AuroraTestRunner trial = multi().answering(q -> "continue/replan");
        trial.before(CHANGE_2, () -> {
            trial.simulator.outsider().delete("demo-multi-3");
            trial.clock.advance(Duration.ofMinutes(30));
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.classes()).hasSize(2);
        assertThat(trial.changes()).anyMatch(c -> c.startsWith("CreateDBInstance"));
        assertThat(trial.simulator.ledger().interruptions(Harm.READER_ENDPOINT_ON_WRITER))
                .isEmpty();
    }

    @Test
    void aMemberThatCameAndIsDeletedAgainIsWaitedFor() {
        AuroraTestRunner trial = multi();
        trial.before(CHANGE_2, () -> {
            trial.simulator.outsider().add("demo-multi", "demo-multi-4", Trials.OLD, "us-east-1a");
            trial.clock.advance(Duration.ofMinutes(30));
        });
        trial.answering(q -> {
            trial.simulator.outsider().delete("demo-multi-4");
            trial.clock.advance(Duration.ofSeconds(30));
            return "continue";
        });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.observed()).contains("demo-multi-4 is new"));
    }

    @Test
    void aNewPlanThatPreflightWouldRefuseIsTalkedAboutAndNotOffered() {
        AuroraTestRunner trial = multi();
        trial.before(CHANGE_2, () -> trial.simulator.outsider().tag("demo-multi", "rds-maint-operation", "other/op-1"));
        trial.answering(q -> {
            if (q.reason().contains("removed this operation's mark")) {
                return "continue/accept";
            }
            trial.simulator.change(world -> world.sites()
                    .forEach(site ->
                            site.cluster("demo-multi").ifPresent(c -> c.tags().remove("rds-maint-operation"))));
            return "continue";
        });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).hasSize(2).first().satisfies(q -> {
            assertThat(q.options()).noneMatch(o -> "replan".equals(o.choice()));
            assertThat(q.observed()).contains("A new plan would be refused", "marked-by-another");
        });
    }

    @Test
    void anInstanceThatSomebodyAcceptedAsGoneIsLeftOut() {
        AuroraTestRunner trial = multi().answering(q -> "continue/accept");
        trial.before(CHANGE_2, () -> {
            trial.simulator.outsider().delete("demo-multi-3");
            trial.clock.advance(Duration.ofMinutes(30));
        });

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions)
                .filteredOn(q -> q.reason().startsWith(CHANGE_3))
                .singleElement()
                .satisfies(q -> assertThat(q.reason()).contains("demo-multi-3 is not among the instances"));
        assertThat(trial.questions).noneMatch(q -> q.kind() == Question.Kind.TIMEOUT);
        assertThat(trial.classes().values()).hasSize(2).containsOnly(Trials.NEW);
    }

    @Test
    void anUnhealthyProxyThatSomebodyAcceptedIsNotWaitedFor() {
        AuroraTestRunner trial = Trials.of(Scenarios.proxy(), "demo-proxied").answering(q -> "continue/accept");
        trial.before(
                "Fail over to demo-proxied-2",
                () -> trial.simulator.change(world -> world.sites()
                        .forEach(site -> site.proxies()
                                .values()
                                .forEach(p -> p.ail(
                                        "demo-proxied-2",
                                        new Proxy.Ailment("UNAVAILABLE", "AUTH_FAILURE", "wrong secret"))))));

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.observed()).contains("demo-proxy/demo-proxied-2 is UNAVAILABLE"));
    }

    @Test
    void theWorldChangingBetweenPlanAndFirstStepIsNoticed() {
        AuroraTestRunner trial = multi().answering(q -> "continue/replan");
        trial.before("Preflight", () -> {
            trial.simulator.outsider().delete("demo-multi-3");
            trial.clock.advance(Duration.ofMinutes(30));
        });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).extracting(Question::kind).containsExactly(Question.Kind.DRIFT);
    }

    /** AWS changes nothing of such an instance: a rollback would only ask the same. */
    @Test
    void valuesThatDontFitAreMendedByHandAndByNoAnswer() {
        AuroraTestRunner trial = multi();
        trial.simulator.inject(Fault.endsInStatus("ModifyDBInstance", "demo-multi-2", "incompatible-parameters"));
        trial.answering(q -> {
            if (trial.questions.size() == 1) {
                return "rollback";
            }
            trial.simulator.outsider().reboot("demo-multi-2");
            trial.clock.advance(Duration.ofMinutes(10));
            return "continue";
        });

        assertThat(trial.run().state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(trial.questions)
                .hasSize(2)
                .allSatisfy(q -> assertThat(q.reason()).contains("No answer mends that: correct them and reboot it"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed",
                "incompatible-parameters",
                "storage-full",
                "insufficient-capacity",
                "inaccessible-encryption-credentials",
                "incompatible-network"
            })
    void h27_aStatusThatDoesNotPassIsAskedAboutAtOnce(String status) {
        AuroraTestRunner trial = multi();
        trial.simulator.inject(Fault.endsInStatus("ModifyDBInstance", "demo-multi-2", status));
        trial.answering(q -> {
            if (q.observed().contains(status)) {
                trial.simulator.outsider().reboot("demo-multi-2");
                trial.clock.advance(Duration.ofMinutes(10));
            }
            return "continue";
        });

        Operation end = trial.run();

        assertThat(trial.questions.getFirst().observed()).contains("demo-multi-2 is " + status);
        assertThat(trial.questions.getFirst().commands()).isNotEmpty();
        assertThat(Duration.between(end.createdAt(), trial.questions.getFirst().askedAt()))
                .isLessThan(Duration.ofMinutes(20));
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void anUnknownStatusIsWaitedForAndShown() {
        AuroraTestRunner trial = multi();
        trial.before(
                CHANGE_2,
                () -> trial.simulator.inject(Fault.showsStatus("demo-multi-2", "reticulating-splines")
                        .named("odd")));
        trial.during(CHANGE_2, () -> {
            assertThat(trial.operation().current().orElseThrow().waitCondition())
                    .contains("reticulating-splines");
            trial.simulator.clearFault("odd");
        });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void missingCapacityIsAskedAboutWithAlternatives() {
        AuroraTestRunner trial = multi();
        trial.before(
                CHANGE_3,
                () -> trial.simulator.inject(Fault.noCapacity(Trials.NEW).named("none")));
        trial.answering(q -> {
            trial.simulator.clearFault("none");
            return "continue";
        });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).isNotEmpty();
        assertThat(trial.questions.getFirst().reason()).containsIgnoringCase("capacity");
    }

    @Test
    void aForeignInstanceOfTheTemporaryNameIsAskedAbout() {
        AuroraTestRunner trial =
                Trials.of(Scenarios.singleNode(), "demo-single").answering(q -> "abort");
        trial.before("Create temporary instance", () -> {
            String name = trial.operation().current().orElseThrow().name().replace("Create temporary instance ", "");
            trial.simulator.outsider().add("demo-single", name, Trials.NEW, "us-east-1a");
            trial.clock.advance(Duration.ofMinutes(30));
        });

        Operation end = trial.run();

        assertThat(trial.questions.getFirst().reason()).contains("exists that is not this operation's");
        assertThat(end.state()).isEqualTo(OperationState.FAILED);
        assertThat(trial.changes()).noneMatch(c -> c.startsWith("Create") || c.startsWith("Delete"));
    }

    @Test
    void aMissingPermissionIsAskedAbout() {
        AuroraTestRunner trial = multi().answering(q -> "continue");
        trial.simulator.inject(Fault.error("FailoverDBCluster", "AccessDenied", 403));

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.reason()).contains("rds:FailoverDBCluster"));
    }

    @Test
    void abortTellsWhatStaysBehind() {
        AuroraTestRunner trial = Trials.of(Scenarios.twoNode(), "demo-two").answering(q -> "abort");
        trial.gateOn("Fail over to demo-two-2");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.FAILED);
        assertThat(end.residue())
                .anyMatch(r -> r.startsWith("temporary instance demo-two-maint-") && r.contains("delete-db-instance"))
                .anyMatch(r -> r.startsWith("demo-two-2 is " + Trials.NEW + ", before the operation " + Trials.OLD));
    }

    @Test
    void aQuestionTellsWhatAbortWouldLeaveBehind() {
        AuroraTestRunner trial = Trials.of(Scenarios.twoNode(), "demo-two").answering(q -> "abort");
        trial.gateOn("Fail over to demo-two-2");

        Operation end = trial.run();

        assertThat(trial.questions.getFirst().options())
                .filteredOn(o -> o.action() == Question.Action.ABORT)
                .singleElement()
                .satisfies(o -> assertThat(o.consequence()).contains(end.residue()))
                .satisfies(o -> assertThat(o.destructive()).isFalse());
        assertThat(trial.questions.getFirst().options())
                .filteredOn(o -> o.action() == Question.Action.CONTINUE)
                .singleElement()
                .satisfies(o -> assertThat(o.consequence())
                        .contains("takes service away from clients: Fail over to demo-two-2"))
                .satisfies(o -> assertThat(o.destructive()).isTrue());
        assertThat(trial.questions.getFirst().situation())
                .isEqualTo("demo-two serves: demo-two-1 takes writes, demo-two-2, demo-two-maint-"
                        + trial.questions.getFirst().situation().replaceAll(".*demo-two-maint-(\\w+) .*", "$1")
                        + " read. Nothing is under way there. It can wait: nothing is done until somebody answers."
                        + " Safe: to leave it open, or abort.");
    }

    @Test
    void abortRestoresScalingAndRemovesTheMark() {
        AuroraTestRunner trial = Trials.of(Scenarios.autoscaled(), "demo-autoscaled")
                .answering(q -> q.kind() == Question.Kind.GATE ? "abort" : "continue");
        trial.gateOn("Change demo-autoscaled-2 to " + Trials.NEW);

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.FAILED);
        assertThat(end.residue()).noneMatch(r -> r.contains("scaling"));
        assertThat(trial.changes())
                .filteredOn(c -> c.startsWith("RegisterScalableTarget"))
                .hasSize(2);
        assertThat(trial.changes()).anyMatch(c -> c.startsWith("RemoveTagsFromResource"));
    }

    @Test
    void acceptedFindingsAreWrittenDownWithWhoAccepted() {
        AuroraTestRunner trial = Trials.of(Scenarios.singleNode(), "demo-single")
                .temporary("never")
                .answering(q -> "continue");

        Operation end = trial.run();

        assertThat(Objects.requireNonNull(
                                end.lastCompleted("preflight").orElseThrow().result())
                        .path("acknowledged")
                        .path(0)
                        .path("by")
                        .asText())
                .isEqualTo("dana");
    }

    @Test
    void aFailoverThatAuroraGivesUpIsAskedAbout() {
        AuroraTestRunner trial = multi().answering(q -> "continue");
        trial.simulator.inject(Fault.cutAfterEffect("FailoverDBCluster"));
        trial.during(FAIL_OVER, () -> {
            trial.clock.advance(Duration.ofMinutes(5));
            trial.simulator.outsider().failOver("demo-multi", "demo-multi-1");
            trial.clock.advance(Duration.ofMinutes(5));
        });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.reason()).contains("did not succeed: the writer is demo-multi-1"));
    }

    @Test
    void aLagThatNobodyKnowsIsAskedAboutInTheEnd() {
        AuroraTestRunner trial = multi().answering(q -> "continue/accept");
        trial.before(FAIL_OVER, () -> {
            trial.simulator.outsider().lag("demo-multi-3", 5_000);
            trial.clock.advance(Duration.ofMinutes(2));
        });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions)
                .isNotEmpty()
                .allSatisfy(q -> assertThat(q.reason()).contains("up to date"));
    }

    @Test
    void parametersThatWaitForARestartAreAskedAboutAndThenLeftAlone() {
        AuroraTestRunner trial = multi().answering(q -> "continue/accept");
        trial.parameters.putArray("exclude_instances").add("demo-multi-3");
        trial.before(
                CHANGE_2,
                () -> trial.simulator.change(world -> world.sites()
                        .forEach(site ->
                                site.instance("demo-multi-3").ifPresent(i -> i.parameterStatus("pending-reboot")))));

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.reason()).contains("demo-multi-3, a reader, waits for a restart"));
    }

    @Test
    void aBrokenInstanceThatSomebodyAcceptedIsNotWaitedFor() {
        AuroraTestRunner trial = multi().temporary("always").answering(q -> "continue/accept");
        trial.parameters.putArray("exclude_instances").add("demo-multi-3");
        trial.before(FAIL_OVER, () -> trial.simulator.outsider().breakDown("demo-multi-3", "storage-full"));

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).extracting(Question::observed).containsOnlyOnce("demo-multi-3 is storage-full");
    }

    private static AuroraTestRunner multi() {
        return Trials.of(Scenarios.multiNode(), "demo-multi");
    }
}
