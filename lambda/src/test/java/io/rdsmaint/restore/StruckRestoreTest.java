package io.rdsmaint.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.testkit.restore.IsolationWatch;
import io.rdsmaint.testkit.restore.RestoreTestRunner;
import io.rdsmaint.testkit.transport.RequestKind;
import io.rdsmaint.testkit.transport.TransportFault;
import io.rdsmaint.testkit.transport.TransportFault.Failure;
import io.rdsmaint.testkit.transport.TransportFault.Side;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever becomes of any one request, the end is the same, and nobody sees an unmasked row on the way. */
class StruckRestoreTest {
    private static final List<TransportFault> CHANGES = List.of(
            new TransportFault.Killed(Side.BEFORE),
            new TransportFault.Failing(Failure.LOST, true),
            new TransportFault.KilledInside(Duration.ofSeconds(61)),
            new TransportFault.Failing(Failure.SERVER_ERROR, false),
            new TransportFault.Killed(Side.AFTER),
            new TransportFault.Failing(Failure.THROTTLED, false),
            new TransportFault.Asleep(Side.AFTER, Duration.ofMinutes(3)));

    private static final List<TransportFault> SAVES =
            List.of(new TransportFault.Killed(Side.BEFORE), new TransportFault.Killed(Side.AFTER));

    /** Requests of a kind that are looked at; a run that is not struck makes about 50 changes. */
    private static final int REQUESTS = 160;

    /** Every fourth changing request and every ninth save; over all shifts each of them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void anyRequest(int shift) {
        RestoreTestRunner trial = new RestoreTestRunner();
        Operation operation = struck(trial, shift);

        assertEnd(trial, operation, "shop", "shop-staging");
        assertThat(trial.faults().struck()).hasSizeGreaterThan(12);
    }

    /** The same where the snapshot is another account's in another region, and two copies are made. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void anyRequestWithCopies(int shift) {
        RestoreTestRunner trial = RestoreTestRunner.in("restore-shared", _ -> {});
        trial.parameters.withObject("source").put("region", "eu-west-1").put("include_shared", true);

        Operation operation = struck(trial, shift);

        assertEnd(trial, operation, "shop-staging");
        assertThat(trial.effects())
                .filteredOn(call -> call.startsWith("CopyDBClusterSnapshot"))
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(trial.simulator.world().site("123456789012", "eu-west-1").clusterSnapshots())
                .isEmpty();
    }

    private static Operation struck(RestoreTestRunner trial, int shift) {
        IsolationWatch watch = new IsolationWatch(
                () -> trial.simulator, Map.of("shop_admin", "production-admin", "shop_app", "production-app"));
        trial.observedBy(watch);
        for (int i = 1; i <= REQUESTS; i++) {
            if (i % 4 == shift) {
                trial.strike(RequestKind.CHANGE, i, CHANGES.get((i / 4 + shift) % CHANGES.size()));
            }
            if (i % 9 == shift) {
                trial.strike(RequestKind.SAVE, i, SAVES.get((i + shift) % SAVES.size()));
            }
        }

        Operation operation = trial.run();
        assertThat(watch.breaches()).as(trial.faults().struck().toString()).isEmpty();
        return operation;
    }

    private static void assertEnd(RestoreTestRunner trial, Operation operation, String... clusters) {
        String how = trial.faults().struck().toString();
        assertThat(operation.state()).as(how).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.clusters().keySet()).as(how).containsExactly(clusters);
        assertThat(operation.residue()).as(how).isEmpty();
        String secret = trial.managed("shop-staging");
        assertThat(trial.sql(
                        "shop-staging", secret, "SELECT count(*) FROM customers WHERE email LIKE '%@masked.invalid'"))
                .as(how)
                .containsExactly("500");
        assertThat(trial.rds
                        .describeDBClusterSnapshots(r -> r.snapshotType("manual"))
                        .dbClusterSnapshots())
                .as(how)
                .hasSize(1);
        assertThat(trial.cluster("shop-staging").dbClusterMembers()).as(how).hasSize(2);
        assertThat(trial.questions).as(how).isEmpty();
    }
}
