package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Engine;
import io.rdsmaint.engine.StartRequest;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.TestClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The schedules that the page shows start what they say, as a role that may do nothing else. */
class SchedulingDocTest {
    private final JsonMapper mapper = new JsonMapper();
    private final String page = Files.readString(Path.of("../docs/scheduling.md"));

    SchedulingDocTest() throws IOException {}

    @Test
    void theMachineTakesTheirInputs() throws IOException {
        JsonNode once = target("once");
        JsonNode call = mapper.readTree(once.path("Input").asText());
        assertThat(once.path("Arn").asText()).isEqualTo("arn:aws:scheduler:::aws-sdk:sfn:startExecution");
        assertThat(call.path("Name").asText()).matches("[\\w-]{1,80}");
        assertThat(started(call.path("Input").asText()).type()).isEqualTo("instance_type_change");

        StartRequest monthly = started(target("monthly").path("Input").asText());
        assertThat(monthly.type()).isEqualTo("instance_cycle");
        assertThat(monthly.options().schedule().window()).isNotNull();
    }

    @Test
    void theRoleMayStartThisMachineAndNothingElse() throws IOException {
        String machine = target("monthly").path("Arn").asText();
        JsonNode call = mapper.readTree(target("once").path("Input").asText());
        assertThat(call.path("StateMachineArn").asText()).isEqualTo(machine);

        assertThat(block("policy").path("Statement")).singleElement().satisfies(statement -> {
            assertThat(statement.path("Action").asText()).isEqualTo("states:StartExecution");
            assertThat(statement.path("Resource").asText()).isEqualTo(machine);
        });
        assertThat(block("trust").path("Statement")).singleElement().satisfies(statement -> {
            assertThat(statement.at("/Principal/Service").asText()).isEqualTo("scheduler.amazonaws.com");
            assertThat(machine)
                    .contains(statement
                            .at("/Condition/StringEquals/aws:SourceAccount")
                            .asText());
        });
        assertThat(target("once").path("RoleArn")).isEqualTo(target("monthly").path("RoleArn"));
    }

    /** What the function makes of an execution's input, asked as the machine asks. */
    private StartRequest started(String input) throws IOException {
        VirtualClock clock = new VirtualClock(Instant.parse("2026-03-04T10:00:00Z"));
        Clients clients = TestClients.over(new Simulator(clock, Scenarios.multiNode()).httpClient(), clock);
        Settings settings = Settings.from(Map.of(
                "AWS_REGION", "eu-west-1",
                "TABLE_NAME", "t",
                "EVENT_BUS_NAME", "default",
                "DEPLOYMENT", "d",
                "ALLOWED_TAG", "rds-maint-machine=allowed"));
        Engine engine = Wiring.engine(settings, clients, store -> store, CatalogueFactory.standard(), _ -> {});
        ObjectNode request = mapper.createObjectNode()
                .put("action", "start")
                .put("execution_arn", "arn:aws:states:eu-west-1:123456789012:execution:rds-maint-machine:x")
                .put("execution_started_at", "2026-03-08T02:30:00Z");
        request.set("params", mapper.readTree(input).path("params"));
        return ((Request.Start) new RequestParser(settings, engine.catalogue()).parse(request)).start();
    }

    private JsonNode target(String name) throws IOException {
        return block(name).path("Target");
    }

    private JsonNode block(String name) throws IOException {
        int at = page.indexOf("```json\n", page.indexOf("<!-- " + name + " -->"));
        return mapper.readTree(page.substring(at + "```json\n".length(), page.indexOf("```", at + 3)));
    }
}
