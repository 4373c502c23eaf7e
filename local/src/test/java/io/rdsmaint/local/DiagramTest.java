package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.local.asl.Definition;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DiagramTest {
    @Test
    void aDefinitionIsDrawnWithItsBranchesCatchesAndEnds() throws Exception {
        String text = """
                {"StartAt": "Go?", "States": {
                  "Go?": {"Type": "Choice", "Default": "Stop", "Choices": [
                    {"And": [{"Variable": "$.next", "StringEquals": "go"},
                             {"Variable": "$.a_rather_long_name", "IsPresent": true}], "Next": "Tell"}]},
                  "Tell": {"Type": "Task", "Resource": "arn:aws:states:::events:putEvents",
                    "Parameters": {"Entries": [{"Source": "s"}]}, "Next": "Go?",
                    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Stop"}]},
                  "Stop": {"Type": "Fail"}}}
                """;

        assertThat(Diagram.of(Definition.parse(text))).isEqualTo("""
                        stateDiagram-v2
                            state "Go?" as s1
                            state "Tell" as s2
                            state "Stop" as s3
                            [*] --> s1
                            s1 --> s2 : next = go
                            s1 --> s3 : otherwise
                            s2 --> s1
                            s2 --> s3 : States.ALL
                            s3 --> [*]
                        """);
    }

    @Test
    void everyStateOfTheGeneratedDefinitionIsInItsDiagram() throws Exception {
        Definition definition =
                Definition.parse(Files.readString(Path.of("../statemachine/rds-maint-machine.asl.json")));

        assertThat(Diagram.of(definition))
                .contains(definition.states().keySet().stream()
                        .map(name -> "state \"" + name + "\" as s")
                        .toList());
    }
}
