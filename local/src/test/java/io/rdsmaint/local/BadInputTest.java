package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** Bad input through the machine and the aliases: a typed error, every problem at once, the way out, and nothing changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final String TYPE = "\"type\": \"instance_type_change\"";
    private static final String CLUSTER = "\"cluster_id\": \"demo-multi\"";
    private static final String CLASS = "\"target_instance_type\": \"db.r6g.xlarge\"";

    private final Deployed deployed = new Deployed(new DeployedFunction());

    /** What must be the same after a refusal. */
    private record Standing(JsonNode clusters, int changes, int items, JsonNode operations) {}

    @BeforeEach
    void world() {
        deployed.load(Deployed.QUICK);
    }

    @AfterAll
    void close() {
        deployed.close();
    }

    private Standing standing() {
        return new Standing(
                deployed.bench.local.simulator().state().get("clusters").deepCopy(),
                deployed.changes().size(),
                deployed.items(),
                deployed.invoke("people", "{\"action\": \"status\"}"));
    }

    private <T> T changingNothing(Supplier<T> work) {
        Standing before = standing();
        T result = work.get();
        assertThat(standing()).isEqualTo(before);
        return result;
    }

    /** Runs an input that must be refused, and gives the cause. */
    private String refused(String error, String input) {
        DescribeExecutionResponse ended = changingNothing(() -> deployed.bench.run(input));
        assertThat(ended.error()).as(ended.cause()).isEqualTo(error);
        return ended.cause();
    }

    private String invalid(String input) {
        return refused("InvalidRequest", input);
    }

    private String invalidStart(String fields, String parameters) {
        return invalid("{\"params\": {" + fields + ", \"params\": {" + parameters + "}}}");
    }

    /** Invokes with a payload that must be refused, and gives the cause. */
    private String refusedInvoke(String alias, String error, String payload) {
        JsonNode reply = changingNothing(() -> deployed.invoke(alias, payload));
        assertThat(reply.path("next").asText()).as(reply.toString()).isEqualTo("fail");
        assertThat(reply.path("error").path("code").asText()).isEqualTo(error);
        assertThat(reply.path("notification").isNull())
                .as("only a start that failed is told to others")
                .isEqualTo(!alias.equals("machine"));
        return reply.path("error").path("cause").asText();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"action\":\"dance\"} | action 'dance' is unknown; use start, step, status or resume",
                "{} | action is missing",
                "{\"action\":7} | action must be a string, not number",
                "[1] | must be an object with action start, step, status or resume",
                "{\"action\":\"status\",\"bogus\":1} | bogus is not a field here; the fields are action, before_event, cluster_id, label, limit, next_token, operation_id, plan_id, recent, region, residue"
            })
    void unknownActionsAndFieldsAreRefused(String payload, String cause) {
        assertThat(refusedInvoke("machine", "InvalidRequest", payload)).contains(cause);
        assertThat(refusedInvoke("people", "InvalidRequest", payload)).contains(cause);
    }

    @Test
    void unknownTypeIsRefusedWithThoseThereAre() {
        assertThat(invalidStart("\"type\": \"juggle\", " + CLUSTER, ""))
                .contains(
                        "params.type 'juggle' is unknown; use one of aurora_restore, drs_recovery, drs_termination, engine_upgrade, instance_cycle,"
                                + " instance_type_change, sql_pipeline, storage_type_change");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"clusterid\":\"x\" | params.clusterid is not a field here; the fields are cluster_id,",
                "\"dry_run\":\"yes\" | params.dry_run must be true or false, not string",
                "\"wait_timeout\":\"1h\" | params.wait_timeout must be a whole number from 60 to 2592000",
                "\"pause_before\":\"failover\" | params.pause_before must be a list of strings",
                "\"pause_before\":[\"lunch\"] | lunch",
                "\"region\":\"mars\" | params.region 'mars' is not a region such as us-east-1",
                "\"region\":\"eu-west-1\" | params.region 'eu-west-1' is not allowed by this deployment",
                "\"role_arn\":\"me\" | params.role_arn 'me' is not an IAM role ARN"
            })
    void fieldsThatAreUnknownOrWrongAreRefused(String field, String cause) {
        assertThat(invalidStart(TYPE + ", " + CLUSTER + ", " + field, CLASS)).contains(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"target_type\":\"x\" | params.params.target_type is not a field here; the fields are exclude_instances,",
                "\"target_instance_type\":5 | params.params.target_instance_type must be a string, not number; write it as RDS does",
                "\"target_instance_type\":\"huge\" | 'huge' is not an instance class; write it as RDS does",
                "\"target_instance_type\":\"db.r9z.large\" | db.r9z.large",
                "\"exclude_instances\":\"demo-multi-2\" | params.params.exclude_instances must be a list of strings",
                "\"exclude_instances\":[\"nobody\"] | nobody is not an instance of demo-multi; it has demo-multi-1",
                "\"exclude_instances\":[\"demo-multi-1\",\"demo-multi-2\",\"demo-multi-3\"] | nothing is left to change",
                "\"skip_temp_instance\":\"no\" | params.params.skip_temp_instance must be true or false, not string; write it without quotes"
            })
    void parametersThatAreUnknownOrWrongAreRefused(String parameter, String cause) {
        String parameters = parameter.contains("target_instance_type") ? parameter : CLASS + ", " + parameter;
        assertThat(invalidStart(TYPE + ", " + CLUSTER, parameters)).contains(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"params\":{}} | params.type is missing;params.cluster_id is missing",
                "{\"params\":{\"type\":\"\",\"cluster_id\":\" \"}} | params.type is empty;params.cluster_id is empty",
                "{\"params\":{\"type\":null,\"cluster_id\":null}} | params.type is missing;params.cluster_id is missing",
                "{\"params\":7} | params must be an object, not number",
                "{} | params is missing: give",
                "{\"operation_id\":\"\"} | operation_id is empty",
                "{\"operation_id\":null} | operation_id is missing",
                "{\"operation_id\":\"op-1\",\"params\":{}} | operation_id and params exclude each other"
            })
    void idsThatAreMissingOrEmptyAreRefused(String input, String causes) {
        assertThat(invalid(input)).contains(causes.split(";", -1));
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        String cause = invalid("""
                {"operation_id": "op-1", "params": {"type": "instance_type_change", "cluster_id": "-", "region": "mars",
                 "role_arn": 1, "wait_timeout": 1, "dry_run": 1, "bogus": 1,
                 "params": {"target_instance_type": "huge", "exclude_instances": 1, "failback": 1, "extra": 1}}}
                """);
        assertThat(cause)
                .contains("operation_id and params exclude each other")
                .contains("params.cluster_id '-' is not a cluster identifier")
                .contains("params.region 'mars' is not a region")
                .contains("params.role_arn must be a string")
                .contains("params.wait_timeout must be")
                .contains("params.dry_run must be")
                .contains("params.bogus is not a field here")
                .contains("params.params.target_instance_type 'huge'")
                .contains("params.params.exclude_instances must be")
                .contains("params.params.failback must be")
                .contains("params.params.extra is not a field here");
    }

    @Test
    void unknownTypeAndBadFieldsAreNamedTogether() {
        assertThat(invalidStart("\"type\": \"juggle\", \"cluster_id\": \"\"", ""))
                .contains("params.type 'juggle' is unknown")
                .contains("params.cluster_id is empty");
    }

    @Test
    void clusterThatDoesNotExistIsRefusedWithTheCommandThatListsThem() {
        assertThat(invalid(Deployed.change("nowhere", "", "")))
                .contains("'nowhere' is no cluster in us-east-1; aws rds describe-db-clusters --region us-east-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo-graph", "demo-documents", "demo-multi-az"})
    void clusterThatIsNotAuroraIsRefused(String cluster) {
        Scenario foreign = Scenarios.find("foreign-engines").orElseThrow();
        deployed.load(foreign);

        assertThat(invalid(Deployed.change(cluster, "", ""))).contains("Aurora");
    }

    @Test
    void clusterThatIsNotAvailableIsRefused() {
        deployed.bench.local.simulator().outsider().clusterStatus("demo-multi", "maintenance");

        assertThat(invalid(Deployed.change("demo-multi", "", ""))).contains("maintenance");
    }

    @Test
    void operationThatIsUnknownIsRefusedWithTheWayToFindThem() {
        String wayOut = "operation_id 'op-nobody' is unknown here. The action status without operation_id lists";
        assertThat(invalid("{\"operation_id\": \"op-nobody\"}")).contains(wayOut);
        assertThat(refusedInvoke("people", "InvalidRequest", "{\"action\":\"status\",\"operation_id\":\"op-nobody\"}"))
                .contains(wayOut);
        assertThat(refusedInvoke(
                        "machine",
                        "InvalidRequest",
                        "{\"action\":\"step\",\"operation_id\":\"op-nobody\",\"execution_arn\":\"arn:e\"}"))
                .contains(wayOut);
        assertThat(refusedInvoke("people", "InvalidRequest", """
                {"action": "resume", "operation_id": "op-nobody", "question_id": "q",
                 "response": {"action": "continue"}}""")).contains(wayOut);
    }

    @Test
    void clusterThatIsBusyIsRefusedWithItsOperation() {
        JsonNode question = deployed.asking();
        String holder = question.path("operation_id").asText();

        assertThat(refused("ClusterBusy", Deployed.change("demo-multi", "", "")))
                .contains("is held by operation " + holder)
                .contains("status with operation_id " + holder);
        deployed.end(question, "abort");
    }

    @Test
    void executionThatDoesNotOwnTheOperationIsTurnedAway() {
        JsonNode question = deployed.asking();
        String id = question.path("operation_id").asText();
        String owner = question.path("execution_arn").asText();

        assertThat(refused("NotOwner", "{\"operation_id\": \"" + id + "\"}"))
                .contains("belongs to execution " + owner)
                .contains("once it no longer runs, start-execution with {\"operation_id\":\"" + id + "\"}");
        String step = "{\"action\":\"step\",\"operation_id\":\"" + id + "\",\"execution_arn\":\"arn:other\"}";
        assertThat(refusedInvoke("machine", "NotOwner", step)).contains(owner);
        deployed.end(question, "abort");
    }

    @Test
    void answersThatFitNoOpenQuestionAreRefused() {
        JsonNode question = deployed.asking();
        String id = question.path("operation_id").asText();
        String open = question.path("question").path("id").asText();

        assertThat(resume(id, "q-none", "{\"action\":\"continue\"}"))
                .contains("The open question of operation " + id + " is " + open + ", not q-none; read it with status");
        assertThat(resume(id, open, "{\"action\":\"dance\"}"))
                .contains("action must be one of [continue, abort, rollback, mark_complete], this was \"dance\"");
        assertThat(resume(id, open, "{\"action\":\"continue\",\"choice\":\"none\"}"))
                .contains("is not among the options");
        assertThat(resume(id, open, "{}")).contains("this was missing");
        assertThat(resume(id, open, "[]")).contains("an answer is an object");
        assertThat(refusedInvoke("people", "InvalidRequest", "{\"action\":\"resume\",\"operation_id\":\"" + id + "\"}"))
                .contains("response or edit is missing");
        deployed.end(question, "abort");
    }

    @Test
    void editBesideARefusedAnswerIsNotMade() {
        JsonNode question = deployed.asking();
        String id = question.path("operation_id").asText();

        assertThat(refusedInvoke("people", "InvalidRequest", """
                {"action": "resume", "operation_id": "%s", "question_id": "q-none",
                 "response": {"action": "continue"}, "edit": {"wait_timeout": 600}}""".formatted(id))).contains("not q-none");
        deployed.end(question, "abort");
    }

    @Test
    void answerThroughTheMachineThatIsNoneIsAskedAgainAndMovesNothing() {
        JsonNode question = deployed.asking();
        String arn = question.path("execution_arn").asText();
        int changes = deployed.changes().size();
        List<String> answers =
                List.of("{\"action\": \"dance\"}", "\"yes\"", "{\"action\": \"continue\", \"choice\": \"x\"}");
        JsonNode last = question;
        for (int i = 0; i < answers.size(); i++) {
            deployed.bench.answer(last, answers.get(i));
            last = deployed.question(arn, i + 2);
            assertThat(last.path("question").path("id"))
                    .isEqualTo(question.path("question").path("id"));
            assertThat(last.path("question").path("attempt").asInt()).isEqualTo(i + 2);
        }
        assertThat(deployed.changes()).hasSize(changes);
        deployed.end(last, "abort");
    }

    @Test
    void repliesForAnOperationThatHasEndedAreRefused() {
        JsonNode question = deployed.asking();
        String id = question.path("operation_id").asText();
        String open = question.path("question").path("id").asText();
        assertThat(deployed.end(question, "abort").error()).isEqualTo("OperationAborted");

        assertThat(resume(id, open, "{\"action\":\"continue\"}")).contains("asks nothing at the moment (failed)");
        assertThat(refusedInvoke(
                        "people",
                        "InvalidRequest",
                        "{\"action\":\"resume\",\"operation_id\":\"" + id + "\",\"edit\":{\"wait_timeout\":600}}"))
                .contains("has ended; there is nothing to edit");
        assertThat(invalid("{\"operation_id\": \"" + id + "\"}"))
                .contains("has ended (failed); there is nothing to take over. Start a new operation.");
        assertThat(refusedInvoke("machine", "NotOwner", """
                {"action": "resume", "operation_id": "%s", "execution_arn": "arn:other", "question_id": "%s",
                 "response": {"action": "continue"}}""".formatted(id, open)))
                .contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":\"step\"}",
                "{\"action\":\"step\",\"operation_id\":7,\"bogus\":1}",
                "{\"action\":\"start\"}",
                "{\"action\":\"start\",\"params\":[]}",
                "{\"action\":\"resume\",\"operation_id\":\"op-1\",\"execution_arn\":\"arn:e\"}",
                "{\"action\":\"resume\",\"execution_arn\":7}",
                "{\"detail-type\":\"Scheduled Event\"}",
                "{\"detail-type\":7}"
            })
    void aliasOfPeopleRefusesWhatMovesOperationsHoweverMalformed(String payload) {
        assertThat(refusedInvoke("people", "InvalidRequest", payload))
                .isEqualTo("the alias people takes status, and resume without execution_arn;"
                        + " operations are started with aws stepfunctions start-execution");
    }

    private String resume(String operation, String question, String response) {
        return refusedInvoke("people", "InvalidRequest", """
                {"action": "resume", "operation_id": "%s", "question_id": "%s", "response": %s}
                """.formatted(operation, question, response));
    }
}
