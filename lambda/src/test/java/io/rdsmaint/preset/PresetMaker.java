package io.rdsmaint.preset;

import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.testkit.TestClients;
import software.amazon.awssdk.services.rds.RdsClient;

/** Somebody who makes presets by hand. */
record PresetMaker(PresetTestRunner trial) {
    void make(String region) {
        try (RdsClient rds = TestClients.over(trial.simulator.httpClient(), trial.clock)
                .reading(RdsClient.builder(), AwsScope.own(region))) {
            rds.createDBParameterGroup(r -> r.dbParameterGroupName("fast")
                    .dbParameterGroupFamily("aurora-postgresql16")
                    .description("by hand"));
        }
    }
}
