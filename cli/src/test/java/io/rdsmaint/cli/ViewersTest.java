package io.rdsmaint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may only look is let look by the same command, and nothing else. */
class ViewersTest {
    private static final Map<String, String> HERE = Map.of("AWS_REGION", "us-east-1");

    @Test
    void statusIsAskedByTheAliasForViewersWhereTheOneForPeopleIsNotPermitted() throws IOException {
        try (FunctionStub function = new FunctionStub(Set.of("viewers"))) {
            assertThat(function.run(HERE, "status")).startsWith("0 ");
            assertThat(function.invoked).containsExactly("rds-maint-machine:people", "rds-maint-machine:viewers");
        }
    }

    @Test
    void whatMovesAnythingIsNotTriedByIt() throws IOException {
        try (FunctionStub function = new FunctionStub(Set.of("viewers"))) {
            assertThat(function.run(HERE, "freeze", "--reason", "sale"))
                    .startsWith("11 ")
                    .contains("lambda:InvokeFunction", "people");
            assertThat(function.invoked).containsOnly("rds-maint-machine:people");
        }
    }

    @Test
    void whoMayNeitherIsToldWhatWasRefusedFirst() throws IOException {
        try (FunctionStub function = new FunctionStub(Set.of())) {
            assertThat(function.run(HERE, "status")).startsWith("11 ").contains("people", "ViewerPolicyArn");
        }
    }
}
