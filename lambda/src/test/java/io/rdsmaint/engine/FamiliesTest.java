package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.aurora.AuroraFamily;
import io.rdsmaint.testkit.engine.Families;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the engine demands of families, and how it finds what is theirs. */
class FamiliesTest {
    private static final Family.TargetKind PLAN =
            new Family.TargetKind("recovery-plan", "plan_id", "plan", Pattern.compile("[a-z]+"), "a plan's name");

    private record Type(String name) implements OperationType {
        @Override
        public Plan plan(PlanRequest request) {
            throw new IllegalStateException("never planned");
        }
    }

    private record Kind(String action) implements StepKind {
        @Override
        public Outcome advance(StepRun run) {
            return Outcome.done();
        }

        @Override
        public List<PlannedStep> undo(Operation operation, Step step) {
            return List.of();
        }
    }

    private static Family family(String name, Family.TargetKind target, String type, StepKind... kinds) {
        return new Families.Scripted(name, target, List.of(new Type(type)), List.of(kinds));
    }

    @Test
    void twoFamiliesMayUseOneWordForDifferentKinds() {
        Kind ofClusters = new Kind("verify");
        Kind ofPlans = new Kind("verify");
        Catalogue catalogue = new Catalogue(List.of(
                family("aurora", AuroraFamily.CLUSTER, "instance_type_change", ofClusters, new Kind("settle")),
                family("recovery", PLAN, "drill", ofPlans, new Kind("settle"))));
        Operation operation = new Samples().fresh();

        assertThat(catalogue.kind(operation, "verify")).isSameAs(ofClusters);
        assertThat(catalogue.family("drill").orElseThrow().kinds().getFirst()).isSameAs(ofPlans);
        assertThat(catalogue.known(operation, "launch")).isEmpty();
        assertThat(catalogue.typeNames()).containsExactly("drill", "instance_type_change");
    }

    @Test
    void aFamilyThatLetsNothingComeToRestDoesNotStart() {
        assertThatThrownBy(() -> new Catalogue(List.of(family("recovery", PLAN, "drill", new Kind("verify")))))
                .hasMessage("family recovery has no step kind settle");
    }

    @Test
    void twoKindsOfOneFamilyWithOneActionDoNotStart() {
        assertThatThrownBy(() -> new Catalogue(
                        List.of(family("recovery", PLAN, "drill", new Kind("settle"), new Kind("settle")))))
                .hasMessageContaining("same action");
    }

    @Test
    void twoTypesOfOneNameDoNotStart() {
        assertThatThrownBy(() -> new Catalogue(List.of(
                        family("aurora", AuroraFamily.CLUSTER, "drill", new Kind("settle")),
                        family("recovery", PLAN, "drill", new Kind("settle")))))
                .hasMessage("two operation types are called drill");
    }

    @Test
    void theKindThatWasTheOnlyOneIsNamedInNoKey() {
        Target cluster = new Target(Target.UNNAMED_KIND, "1", "eu-west-1", "shop", "cluster-X", null, null);
        Target plan = new Target("recovery-plan", "1", "eu-west-1", "shop", null, null, null);

        assertThat(cluster.lockKey()).isEqualTo("1/eu-west-1/shop");
        assertThat(cluster.historyKey()).isEqualTo("eu-west-1/shop");
        assertThat(plan.lockKey()).isEqualTo("recovery-plan:1/eu-west-1/shop");
        assertThat(plan.historyKey()).isEqualTo("recovery-plan:eu-west-1/shop");
        assertThat(NextAction.Code.busy(cluster).word()).isEqualTo("ClusterBusy");
        assertThat(NextAction.Code.busy(plan).word()).isEqualTo("TargetBusy");
    }
}
