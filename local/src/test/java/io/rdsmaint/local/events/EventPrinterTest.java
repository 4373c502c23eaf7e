package io.rdsmaint.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.asl.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventPrinterTest {
    private final List<String> lines = new ArrayList<>();
    private final EventPrinter printer = new EventPrinter(lines::add);

    @Test
    void aQuestionIsShownWithItsTokenInTheCommandOnly() throws Exception {
        print("rds-maint-machine", "InterventionRequired", """
                {"operation_id": "op-1", "step_name": "fail over", "pause_reason": "the failover is next",
                 "task_token": "SECRET", "token_command": "aws … SECRET",
                 "question": {"options": [{"action": "continue", "consequence": "writes stop for 30 s"},
                                          {"action": "abort", "consequence": "nothing changes"}]}}
                """);

        assertThat(lines)
                .containsExactly(
                        "2026-03-01T10:00:00Z InterventionRequired: op-1, step fail over: the failover is next",
                        "  continue: writes stop for 30 s",
                        "  abort: nothing changes",
                        "  answer with: aws stepfunctions send-task-success --task-token SECRET --task-output"
                                + " '{\"action\":\"continue\"}'");
    }

    @Test
    void lifecycleAndEndsOfExecutionsAreLinesAndOthersAreNot() throws Exception {
        print("rds-maint-machine", "OperationStarted", "{\"data\": {\"operation_id\": \"op-1\", \"message\": \"Go\"}}");
        print("rds-maint-machine", "OperationStalled", "{\"operation_id\": \"op-1\", \"task_token\": \"SECRET\"}");
        print("aws.states", "Step Functions Execution Status Change", "{\"name\": \"e\", \"status\": \"ABORTED\"}");
        print("aws.events", "Scheduled Event", "{}");

        assertThat(lines)
                .containsExactly(
                        "2026-03-01T10:00:00Z OperationStarted: op-1: Go",
                        "2026-03-01T10:00:00Z OperationStalled: {\"operation_id\":\"op-1\"}",
                        "2026-03-01T10:00:00Z Step Functions Execution Status Change: e ABORTED");
    }

    @Test
    void whatOthersWroteIsALineThatATerminalDoesNotObey() throws Exception {
        print("rds-maint-machine", "OperationStarted", """
                {"data": {"operation_id": "op-1", "message": "Go\\u001b[2J\\nnews"}}""");

        assertThat(lines).containsExactly("2026-03-01T10:00:00Z OperationStarted: op-1: Go\\u001b[2J\\u000anews");
    }

    private void print(String source, String detailType, String detail) throws Exception {
        JsonNode parsed = Json.parse(detail);
        printer.accept(new Event("1", source, detailType, Instant.parse("2026-03-01T10:00:00Z"), List.of(), parsed));
    }
}
