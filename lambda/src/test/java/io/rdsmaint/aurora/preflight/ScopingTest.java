package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the function reads of its variables about the clusters that it may touch. */
class ScopingTest {
    @Test
    void everythingThatTheDeploymentFixedIsRead() {
        assertThat(Scoping.from(
                        "mine",
                        Map.of(
                                "ALLOWED_TAG", "rds-maint-machine=allowed=yes",
                                "ALLOWED_CLUSTERS", "orders, demo-*",
                                "ALLOWED_INSTANCES", "orders-1,",
                                "SUSPEND_SCALING", "true",
                                "KMS_KEYS", "arn:a,arn:b")))
                .isEqualTo(new Scoping(
                        "mine",
                        new Scoping.AllowTag("rds-maint-machine", "allowed=yes"),
                        List.of("orders", "demo-*"),
                        List.of("orders-1"),
                        true,
                        Set.of("arn:a", "arn:b")));
    }

    @Test
    void namesAloneWillDo() {
        assertThat(Scoping.from("mine", Map.of("ALLOWED_CLUSTERS", "orders")))
                .isEqualTo(new Scoping("mine", null, List.of("orders"), List.of()));
    }

    @Test
    void withoutAScopeNothingRuns() {
        assertThatThrownBy(() -> Scoping.from("mine", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ALLOWED_TAG '' (key=value, or empty with ALLOWED_CLUSTERS)");
        assertThatThrownBy(() -> Scoping.from("mine", Map.of("ALLOWED_TAG", "=b", "ALLOWED_CLUSTERS", "orders")))
                .hasMessageContaining("ALLOWED_TAG '=b'");
    }
}
