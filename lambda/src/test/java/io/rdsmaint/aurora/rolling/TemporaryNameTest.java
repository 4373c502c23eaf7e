package io.rdsmaint.aurora.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporaryNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c",
                "demo-multi",
                "a-cluster-whose-name-is-as-long-as-cluster-names-can-be-63-char",
                "a-cluster-name-with-a-hyphen-just-where-it-is-c-ut-of-here"
            })
    void namesFitWhateverTheClusterIsCalled(String cluster) {
        assertThat(TemporaryName.of(cluster, "op-0123456789abcdef"))
                .hasSizeLessThanOrEqualTo(63)
                .matches("[a-z](-?[a-z0-9])*")
                .endsWith("-maint-89abcdef");
    }

    @Test
    void theSameOperationGivesTheSameName() {
        assertThat(TemporaryName.of("demo", "op-1")).isEqualTo(TemporaryName.of("demo", "op-1"));
        assertThat(TemporaryName.of("demo", "op-1")).isNotEqualTo(TemporaryName.of("demo", "op-2"));
    }
}
