package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBClusterMember;

/** Around a change of the writer the members' flags may tell of nobody, or of two. */
class RoleViewTest {

    private static final String CLUSTER = "demo-roles";
    private static final Scenario LATE = Scenarios.find("late-roles").orElseThrow();

    private static List<String> writers(Lab lab, String cluster) {
        return lab.cluster(cluster).dbClusterMembers().stream()
                .filter(DBClusterMember::isClusterWriter)
                .map(DBClusterMember::dbInstanceIdentifier)
                .toList();
    }

    /** What is shown in the six minutes after a failover to the second member, once for each stretch of time. */
    private static List<List<String>> shownAfterAFailover(long seed) {
        Lab lab = new Lab(LATE.withSeed(seed));
        lab.failOver(CLUSTER, "demo-roles-2");
        List<List<String>> shown = new ArrayList<>();
        for (int second = 0; second < 360; second += 5) {
            lab.pass(Duration.ofSeconds(5));
            List<String> now = writers(lab, CLUSTER);
            if (shown.isEmpty() || !shown.getLast().equals(now)) {
                shown.add(now);
            }
        }
        return shown;
    }

    @Test
    void nobodyOrTwoAreShownForAWhileAndThenTheTruth() {
        Set<Integer> counts = new TreeSet<>();
        for (long seed = 1; seed <= 6; seed++) {
            List<List<String>> shown = shownAfterAFailover(seed);
            shown.forEach(each -> counts.add(each.size()));
            assertThat(shown).anyMatch(each -> each.size() != 1);
            assertThat(shown.getLast()).containsExactly("demo-roles-2");
            assertThat(shown.stream().filter(each -> each.size() == 2))
                    .allSatisfy(each -> assertThat(each).containsExactly("demo-roles-1", "demo-roles-2"));
        }
        assertThat(counts).containsExactly(0, 1, 2);
    }

    @Test
    void theSeedDecidesWhatIsShown() {
        assertThat(shownAfterAFailover(3)).isEqualTo(shownAfterAFailover(3));
    }

    @Test
    void whatIsShownChangesNothingOfWhatHappens() {
        Lab shown = new Lab(LATE);
        Lab plain = new Lab(LATE.and(stage -> stage.roleLag(0, 0)));
        for (Lab lab : List.of(shown, plain)) {
            lab.failOver(CLUSTER, "demo-roles-2");
            lab.settle();
            lab.simulator.outsider().failWriter(CLUSTER);
            lab.settle();
        }
        assertThat(shown.simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION))
                .isEqualTo(plain.simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION))
                .hasSize(2);
    }

    @Test
    void theClusterIsAvailableWhileItsRolesAreUnclear() {
        Lab lab = new Lab(LATE.and(stage -> stage.roleLag(300, 300)));
        lab.simulator.outsider().failWriter(CLUSTER);
        lab.passUntil(l -> l.cluster(CLUSTER).status().equals("failing-over"));
        lab.passUntil(l -> l.cluster(CLUSTER).status().equals("available"));
        assertThat(writers(lab, CLUSTER).size()).isNotEqualTo(1);
        assertThat(lab.simulator.world().sites().stream()
                        .flatMap(site -> site.cluster(CLUSTER).stream())
                        .flatMap(cluster -> cluster.writerSince().stream()))
                .singleElement()
                .satisfies(since -> assertThat(since).isBetween(Lab.START, lab.clock.instant()));
    }

    @Test
    void aNewerViewIsNotEndedByAnOlderOne() {
        Lab lab = new Lab(LATE.and(stage -> stage.roleLag(200, 200)));
        lab.failOver(CLUSTER, "demo-roles-2");
        lab.passUntil(l -> !l.cluster(CLUSTER).status().equals("available"));
        Duration first = lab.passUntil(l -> l.cluster(CLUSTER).status().equals("available"));
        lab.failOver(CLUSTER, "demo-roles-3");
        lab.pass(Duration.ofSeconds(220).minus(first));
        assertThat(writers(lab, CLUSTER).size()).isNotEqualTo(1);
    }

    @Test
    void aSwitchoverIsFollowedByUnclearRolesToo() {
        BlueGreenLab lab = new BlueGreenLab(Scenarios.upgrade().and(stage -> stage.roleLag(120, 120)));
        lab.provisioned("demo-upgrade", "16.4");
        lab.switchedOver();
        assertThat(lab.status()).isEqualTo("SWITCHOVER_COMPLETED");
        assertThat(writers(lab, "demo-upgrade").size()).isNotEqualTo(1);
        lab.pass(Duration.ofSeconds(121));
        assertThat(writers(lab, "demo-upgrade")).hasSize(1);
    }

    @Test
    void aFaultShowsNobodyTwoOrWhomeverItNames() {
        Lab lab = new Lab(Scenarios.multiNode());
        String cluster = "demo-multi";
        Fault fault = lab.simulator.inject(Fault.showsWriters(cluster, Fault.NO_WRITER));
        assertThat(writers(lab, cluster)).isEmpty();
        lab.simulator.clearFault(fault.id());
        fault = lab.simulator.inject(Fault.showsWriters(cluster, Fault.TWO_WRITERS));
        assertThat(writers(lab, cluster)).containsExactly("demo-multi-1", "demo-multi-2");
        lab.simulator.clearFault(fault.id());
        lab.simulator.inject(Fault.showsWriters(cluster, "demo-multi-2,demo-multi-3")
                .fromCall(2)
                .times(1));
        assertThat(writers(lab, cluster)).containsExactly("demo-multi-1");
        assertThat(writers(lab, cluster)).containsExactly("demo-multi-2", "demo-multi-3");
        assertThat(writers(lab, cluster)).containsExactly("demo-multi-1");
    }
}
