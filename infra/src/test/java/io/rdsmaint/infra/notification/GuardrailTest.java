package io.rdsmaint.infra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rdsmaint.infra.Deployments;
import io.rdsmaint.infra.machine.OperationMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rule can't see who published: what keeps others from forging notifications is a policy outside of the deployment. */
class GuardrailTest {
    private static final Path NOTIFICATIONS = Path.of("../docs/notifications");

    @Test
    void onlyTheTwoRolesMayPublishUnderOurSource() throws IOException {
        JsonNode statement = json("guardrail.json").at("/Statement/0");
        assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
        assertThat(statement.path("Action").asText()).isEqualTo("events:PutEvents");
        assertThat(statement.at("/Condition/ForAnyValue:StringEquals/events:source"))
                .extracting(JsonNode::asText)
                .containsExactly(OperationMachine.EVENT_SOURCE);
        assertThat(statement.at("/Condition/ArnNotLike/aws:PrincipalArn"))
                .extracting(JsonNode::asText)
                .containsExactly("FUNCTION_ROLE_ARN", "STATE_MACHINE_ROLE_ARN");
        assertThat(publishers()).containsExactlyInAnyOrder("FunctionRole", "StateMachineRole");
    }

    /** Where the function can't say so itself; its own words are held where they are written. */
    @Test
    void theMachinesOwnMessagesSayHowToCheckThem() {
        assertThat(Stream.of("NotifyGaveUp", "NotifyNeverBegan").map(this::rule))
                .allSatisfy(
                        rule -> assertThat(rule).contains("whoever may publish on the bus can send such a message"));
    }

    private String rule(String name) {
        try {
            return json("rules.json").path(name).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> publishers() {
        return Deployments.standard()
                .template()
                .path("Resources")
                .propertyStream()
                .filter(r -> r.getValue().path("Type").asText().equals("AWS::IAM::Role"))
                .filter(r -> r.getValue().toString().contains("events:PutEvents"))
                .map(Map.Entry::getKey);
    }

    private static JsonNode json(String file) throws IOException {
        return new JsonMapper().readTree(Files.readString(NOTIFICATIONS.resolve(file)));
    }
}
