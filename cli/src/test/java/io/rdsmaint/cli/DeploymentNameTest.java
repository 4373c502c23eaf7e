package io.rdsmaint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An account may have a second deployment, by a name of its own. */
class DeploymentNameTest {
    @Test
    void theUsualOneIsMeantUnlessAnotherIsNamed() throws IOException {
        assertThat(called(Map.of("AWS_REGION", "us-east-1"))).containsOnly("rds-maint-machine:people");
        assertThat(called(Map.of("AWS_REGION", "us-east-1", "RDS_MAINT_DEPLOYMENT", "staging-rds-maint-machine")))
                .containsOnly("staging-rds-maint-machine:people");
    }

    private static List<String> called(Map<String, String> environment) throws IOException {
        try (FunctionStub function = new FunctionStub(Set.of("people"))) {
            assertThat(function.run(environment, "status")).startsWith("0 ");
            return List.copyOf(function.invoked);
        }
    }
}
