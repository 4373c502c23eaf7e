package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rdsmaint.engine.Engine;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.ErrorTranslation;
import io.rdsmaint.gateway.stepfunctions.Starts;
import io.rdsmaint.testkit.engine.EngineRig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The checked-in description of the API has the routes that there are, each with the role that it takes. */
class ConsoleRoutesTest {
    @Test
    void theDescriptionHasEveryRouteWithItsRoleAndNoOther() throws IOException {
        JsonNode description =
                JsonMapper.builder().build().readTree(Files.readString(Path.of("../console/openapi.json")));
        Set<String> described = new TreeSet<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> described.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()
                                + " " + method.getValue().path("x-role").asText())));
        Engine engine = new EngineRig().engine;
        Settings settings = Settings.from(
                Map.of("AWS_REGION", "us-east-1", "TABLE_NAME", "t", "EVENT_BUS_NAME", "b", "DEPLOYMENT", "d"));
        ConsoleApi api = new ConsoleApi(
                settings,
                engine,
                new RequestParser(settings, engine.catalogue()),
                new StatusView(java.time.InstantSource.system(), engine.catalogue(), ""),
                new Starts(
                        () -> {
                            throw new IllegalStateException("nothing is started");
                        },
                        new ErrorTranslation(AwsScope.own("us-east-1"))));

        assertThat(description.path("openapi").asText()).startsWith("3.1");
        assertThat(api.routes().stream()
                        .map(route -> route.method() + " " + route.path() + " "
                                + route.role().word()))
                .containsExactlyInAnyOrderElementsOf(described);
    }
}
