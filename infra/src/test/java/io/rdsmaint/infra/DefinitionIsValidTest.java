package io.rdsmaint.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionIsValidTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "-wake", "-wake-s3"})
    void aslValidatorAcceptsTheCheckedInDefinition(String kind) {
        NodeTools.Ended ended =
                NodeTools.run("asl-validator", "--json-path", "../statemachine/rds-maint-machine" + kind + ".asl.json");
        assertThat(ended.status()).as(ended.output()).isZero();
    }
}
