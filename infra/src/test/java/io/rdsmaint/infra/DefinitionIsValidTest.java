package io.rdsmaint.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DefinitionIsValidTest {
    @Test
    void aslValidatorAcceptsTheCheckedInDefinition() {
        NodeTools.Ended ended =
                NodeTools.run("asl-validator", "--json-path", "../statemachine/rds-maint-machine.asl.json");
        assertThat(ended.status()).as(ended.output()).isZero();
    }
}
