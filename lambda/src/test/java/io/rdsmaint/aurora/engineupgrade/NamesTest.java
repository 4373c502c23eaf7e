package io.rdsmaint.aurora.engineupgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final String OPERATION = "op-9f3c2a7b5d1e8c64";
    private static final String AWS_NAME = "[a-z](-?[a-z0-9]+)*";

    @Test
    void h39NamesHoldNothingButLettersDigitsAndSingleHyphens() {
        String group = Names.group(Scope.CLUSTER, "default.aurora_mysql5.7--x", "aurora-mysql8.0", OPERATION);

        assertThat(group).matches(AWS_NAME).isEqualTo("default-aurora-mysql5-7-x-aurora-mysql8-0-cluster-5d1e8c64");
        assertThat(Names.deployment(OPERATION)).matches(AWS_NAME).isEqualTo("rdsmaint-2a7b5d1e8c64");
        assertThat(Names.snapshot("demo-upgrade", OPERATION))
                .matches(AWS_NAME)
                .isEqualTo("demo-upgrade-before-upgrade-5d1e8c64");
    }

    @Test
    void longNamesAreShortenedAndStillEndWithTheOperation() {
        assertThat(Names.group(Scope.INSTANCE, "g".repeat(255), "aurora-postgresql16", OPERATION))
                .hasSize(255)
                .endsWith("-aurora-postgresql16-instance-5d1e8c64");
        assertThat(Names.snapshot("c" + "-x".repeat(31), OPERATION))
                .matches(AWS_NAME)
                .hasSizeLessThanOrEqualTo(63)
                .endsWith("-before-upgrade-5d1e8c64");
    }

    @Test
    void differentGroupsOfOneOperationHaveDifferentNames() {
        assertThat(Names.group(Scope.CLUSTER, "mine", "aurora-postgresql16", OPERATION))
                .isNotEqualTo(Names.group(Scope.INSTANCE, "mine", "aurora-postgresql16", OPERATION));
    }
}
