package io.rdsmaint.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.testkit.restore.RestoreTestRunner;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Restores from their start to their end, on real rows. */
class WholeRestoreTest {
    private final RestoreTestRunner trial = new RestoreTestRunner();

    @Test
    void theTargetIsMadeAnewMaskedAndTheOldOneIsRemovedAfterItsSnapshot() {
        Map<String, String> before = trial.clusters();

        Operation operation = trial.run();

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.clusters().keySet()).containsExactly("shop", "shop-staging");
        assertThat(trial.clusters().get("shop-staging")).isNotEqualTo(before.get("shop-staging"));
        String secret = trial.managed("shop-staging");
        assertThat(trial.sql("shop-staging", secret, "SELECT DISTINCT left(name, 6) FROM customers"))
                .containsExactly("Person");
        assertThat(operation.residue()).isEmpty();
    }
}
