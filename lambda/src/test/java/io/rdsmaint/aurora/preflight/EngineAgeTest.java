package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.gateway.rds.Cluster;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineAgeTest {
    @ParameterizedTest
    @CsvSource({
        "aurora-postgresql, 11.21, true",
        "aurora-postgresql, 12.13, true",
        "aurora-postgresql, 12.14, false",
        "aurora-postgresql, 13.9, true",
        "aurora-postgresql, 14.6, true",
        "aurora-postgresql, 14.7, false",
        "aurora-postgresql, 15.2, false",
        "aurora-postgresql, 16.4, false",
        "aurora-mysql, 5.7.mysql_aurora.2.09.3, true",
        "aurora-mysql, 5.7.mysql_aurora.2.11.4, false",
        "aurora-mysql, 8.0.mysql_aurora.3.05.2, false"
    })
    void h29OldEnginesRestartReadersWithTheWriter(String engine, String version, boolean restart) {
        assertThat(EngineAge.readersRestartWithWriter(new Cluster.Engine(engine, version, "provisioned", null, null)))
                .isEqualTo(restart);
    }
}
