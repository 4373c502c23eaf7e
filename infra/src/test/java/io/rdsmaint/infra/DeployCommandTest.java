package io.rdsmaint.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeployCommandTest {
    @Test
    void thePinnedCliReadsWhatTheAppWrites() {
        NodeTools.Ended ended = NodeTools.run(
                "cdk",
                "ls",
                "--app",
                Deployments.standard().assembly().toString(),
                "--no-notices",
                "--no-version-reporting");
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output()).contains(MaintenanceStack.NAME);
    }
}
