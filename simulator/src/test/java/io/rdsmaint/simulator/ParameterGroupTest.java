package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.scenario.Scenarios;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.DbClusterParameterGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.DbParameterGroupAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbParameterGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.DbParameterGroupQuotaExceededException;
import software.amazon.awssdk.services.rds.model.InvalidDbParameterGroupStateException;
import software.amazon.awssdk.services.rds.model.Parameter;
import software.amazon.awssdk.services.rds.model.Tag;

/** Parameter groups as resources, and what they take. */
class ParameterGroupTest {

    private final Lab lab = new Lab(Scenarios.multiNode());

    static Parameter parameter(String name, String value, ApplyMethod method) {
        return Parameter.builder()
                .parameterName(name)
                .parameterValue(value)
                .applyMethod(method)
                .build();
    }

    private void createCluster(String name, String family) {
        lab.rds.createDBClusterParameterGroup(request -> request.dbClusterParameterGroupName(name)
                .dbParameterGroupFamily(family)
                .description("for a test")
                .tags(Tag.builder().key("owner").value("me").build()));
    }

    private void set(String group, Parameter... parameters) {
        lab.rds.modifyDBClusterParameterGroup(
                request -> request.dbClusterParameterGroupName(group).parameters(parameters));
    }

    private static void refused(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    private Map<String, Parameter> catalogue(String family) {
        return lab
                .rds
                .describeDBClusterParametersPaginator(
                        request -> request.dbClusterParameterGroupName("default." + family))
                .parameters()
                .stream()
                .collect(Collectors.toMap(Parameter::parameterName, Function.identity()));
    }

    @Test
    void groupsAreCreatedDescribedTaggedAndDeleted() {
        createCluster("Orders-PG16", "aurora-postgresql16");
        var group = lab.rds
                .describeDBClusterParameterGroups(request -> request.dbClusterParameterGroupName("orders-pg16"))
                .dbClusterParameterGroups()
                .getFirst();
        assertThat(group.dbParameterGroupFamily()).isEqualTo("aurora-postgresql16");
        assertThat(group.description()).isEqualTo("for a test");
        assertThat(lab.rds
                        .listTagsForResource(request -> request.resourceName(group.dbClusterParameterGroupArn()))
                        .tagList())
                .extracting(Tag::key)
                .containsExactly("owner");
        assertThatThrownBy(() -> createCluster("orders-pg16", "aurora-postgresql16"))
                .isInstanceOf(DbParameterGroupAlreadyExistsException.class);
        lab.rds.deleteDBClusterParameterGroup(request -> request.dbClusterParameterGroupName("orders-pg16"));
        assertThatThrownBy(() -> lab.rds.deleteDBClusterParameterGroup(
                        request -> request.dbClusterParameterGroupName("orders-pg16")))
                .isInstanceOf(DbParameterGroupNotFoundException.class);
    }

    @Test
    void instanceGroupsHaveTheSameLife() {
        String arn = lab.rds
                .createDBParameterGroup(request -> request.dbParameterGroupName("own")
                        .dbParameterGroupFamily("aurora-postgresql15")
                        .description("for a test"))
                .dbParameterGroup()
                .dbParameterGroupArn();
        lab.rds.addTagsToResource(request -> request.resourceName(arn)
                .tags(Tag.builder().key("owner").value("me").build()));
        lab.rds.modifyDBInstance(request -> request.dbInstanceIdentifier("demo-multi-2")
                .dbParameterGroupName("own")
                .applyImmediately(true));
        assertThatThrownBy(() -> lab.rds.deleteDBParameterGroup(request -> request.dbParameterGroupName("own")))
                .isInstanceOf(InvalidDbParameterGroupStateException.class);
        refused(
                "InvalidParameterValue",
                () -> lab.rds.modifyDBParameterGroup(request -> request.dbParameterGroupName("own")
                        .parameters(parameter("rds.logical_replication", "1", ApplyMethod.PENDING_REBOOT))));
    }

    @Test
    void badNamesFamiliesAndGroupsInUseAreRefused() {
        for (String name : List.of("1st", "under_score", "two--hyphens", "ends-", "default.own", "a".repeat(256))) {
            refused("InvalidParameterValue", () -> createCluster(name, "aurora-postgresql16"));
        }
        refused("InvalidParameterValue", () -> createCluster("own", "aurora-mysql8"));
        assertThatThrownBy(() -> lab.rds.deleteDBClusterParameterGroup(
                        request -> request.dbClusterParameterGroupName("default.aurora-postgresql16")))
                .isInstanceOf(InvalidDbParameterGroupStateException.class);
        createCluster("own", "aurora-postgresql16");
        refused(
                "InvalidParameterCombination",
                () -> lab.rds.modifyDBCluster(
                        request -> request.dbClusterIdentifier("demo-multi").dbClusterParameterGroupName("own")));
        assertThatThrownBy(() -> lab.rds.modifyDBCluster(
                        request -> request.dbClusterIdentifier("demo-multi").dbClusterParameterGroupName("none")))
                .isInstanceOf(DbClusterParameterGroupNotFoundException.class);
    }

    @Test
    void theQuotaCountsGroupsOfUsersOnly() {
        Lab own = new Lab(Scenarios.multiNode()
                .and(stage -> stage.parameterGroupQuota(1).instanceParameterGroup("own", "aurora-postgresql15")));
        assertThatThrownBy(() -> own.rds.createDBParameterGroup(request -> request.dbParameterGroupName("second")
                        .dbParameterGroupFamily("aurora-postgresql15")
                        .description("one too many")))
                .isInstanceOf(DbParameterGroupQuotaExceededException.class);
        assertThat(own.rds.describeAccountAttributes().accountQuotas())
                .filteredOn(each -> each.accountQuotaName().equals("DBParameterGroups"))
                .extracting(each -> each.used() + " of " + each.max())
                .containsExactly("1 of 1");
    }

    @ParameterizedTest
    @CsvSource({
        "work_mem, 64, immediate, ok",
        "work_mem, {DBInstanceClassMemory/1024}, pending-reboot, ok",
        "shared_preload_libraries, 'pgaudit,pg_cron', pending-reboot, ok",
        "random_page_cost, 1.1, immediate, ok",
        "work_mem, 63, immediate, InvalidParameterValue",
        "work_mem, plenty, immediate, InvalidParameterValue",
        "log_statement, everything, immediate, InvalidParameterValue",
        "shared_preload_libraries, 'pgaudit,mine', pending-reboot, InvalidParameterValue",
        "no_such_parameter, 1, immediate, InvalidParameterValue",
        "rds.extensions, mine, pending-reboot, InvalidParameterValue",
        "work_mem, 4096, later, InvalidParameterValue",
        "max_connections, 500, immediate, InvalidParameterCombination"
    })
    void valuesAreTakenOrRefusedByTheCatalogue(String name, String value, String method, String outcome) {
        createCluster("own", "aurora-postgresql15");
        Parameter parameter = Parameter.builder()
                .parameterName(name)
                .parameterValue(value)
                .applyMethod(method)
                .build();
        if (outcome.equals("ok")) {
            set("own", parameter);
        } else {
            refused(outcome, () -> set("own", parameter));
        }
        var users = lab.rds
                .describeDBClusterParameters(
                        request -> request.dbClusterParameterGroupName("own").source("user"))
                .parameters();
        assertThat(users).hasSize(outcome.equals("ok") ? 1 : 0);
    }

    @Test
    void oneCallSetsUpToTwentyParametersAllOrNone() {
        createCluster("own", "aurora-postgresql15");
        List<Parameter> many = catalogue("aurora-postgresql15").values().stream()
                .filter(each ->
                        each.allowedValues() != null && each.allowedValues().matches("(-1|0|1)-.*"))
                .map(each -> parameter(each.parameterName(), "1", ApplyMethod.PENDING_REBOOT))
                .toList();
        assertThat(many).hasSizeGreaterThan(20);
        refused("InvalidParameterValue", () -> set("own", many.subList(0, 21).toArray(Parameter[]::new)));
        Parameter wrong = parameter("work_mem", "0", ApplyMethod.IMMEDIATE);
        refused("InvalidParameterValue", () -> set("own", many.getFirst(), wrong));
        refused("InvalidParameterCombination", () -> set("own", many.getFirst(), many.getFirst()));
        refused("InvalidParameterValue", () -> set("default.aurora-postgresql15", many.getFirst()));
        set("own", many.subList(0, 20).toArray(Parameter[]::new));
        assertThat(lab.rds
                        .describeDBClusterParameters(request ->
                                request.dbClusterParameterGroupName("own").source("user"))
                        .parameters())
                .hasSize(20)
                .allMatch(each -> each.applyMethod() == ApplyMethod.PENDING_REBOOT);
    }

    @Test
    void familiesDifferInWhatTheyKnowAndTake() {
        assertThat(catalogue("aurora-postgresql13"))
                .containsKeys("force_parallel_mode", "vacuum_cleanup_index_scale_factor");
        assertThat(catalogue("aurora-postgresql16"))
                .doesNotContainKeys("force_parallel_mode", "vacuum_cleanup_index_scale_factor")
                .containsKeys("debug_parallel_query", "idle_session_timeout");
        assertThat(in("aurora-postgresql13", "max_stack_depth").isModifiable()).isTrue();
        assertThat(in("aurora-postgresql16", "max_stack_depth").isModifiable()).isFalse();
        assertThat(in("aurora-postgresql13", "password_encryption").allowedValues())
                .isEqualTo("md5,on,off,scram-sha-256");
        assertThat(in("aurora-postgresql16", "password_encryption").allowedValues())
                .isEqualTo("md5,scram-sha-256");
        assertThat(in("aurora-postgresql16", "aurora_temp_space_size").minimumEngineVersion())
                .isEqualTo("16.8");
        assertThat(in("aurora-mysql5.7", "sql_mode").allowedValues()).contains("NO_AUTO_CREATE_USER");
        assertThat(in("aurora-mysql8.0", "sql_mode").allowedValues()).doesNotContain("NO_AUTO_CREATE_USER");
        assertThat(catalogue("aurora-mysql8.0")).doesNotContainKeys("query_cache_type", "tx_isolation");
    }

    private Parameter in(String family, String name) {
        return Objects.requireNonNull(catalogue(family).get(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aurora-postgresql11",
                "aurora-postgresql13",
                "aurora-postgresql16",
                "aurora-postgresql17",
                "aurora-mysql5.7",
                "aurora-mysql8.0"
            })
    void everyParameterTakesItsOwnDefault(String family) {
        createCluster("own", family);
        List<Parameter> defaults = catalogue(family).values().stream()
                .filter(each -> each.parameterValue() != null && each.isModifiable())
                .map(each -> parameter(each.parameterName(), each.parameterValue(), ApplyMethod.PENDING_REBOOT))
                .toList();
        assertThat(defaults).isNotEmpty().allSatisfy(each -> set("own", each));
    }

    @ParameterizedTest
    @CsvSource({
        "demo-parameters-cluster, aurora-postgresql13, aurora-postgresql16, 3, 1, 1, 1",
        "demo-parameters-mysql-cluster, aurora-mysql5.7, aurora-mysql8.0, 4, 2, 2, 1"
    })
    void aScenarioHasValuesThatTheNextFamilyDoesNotTake(
            String group, String family, String next, int gone, int renamed, int values, int fixed) {
        Lab own = new Lab(Scenarios.find("many-parameters").orElseThrow());
        List<Parameter> users = own
                .rds
                .describeDBClusterParametersPaginator(
                        request -> request.dbClusterParameterGroupName(group).source("user"))
                .parameters()
                .stream()
                .toList();
        createCluster("same", family);
        assertThat(users).hasSizeGreaterThan(40).allMatch(each -> takes("same", each));
        Map<String, Parameter> known = catalogue(next);
        assertThat(users.stream().filter(each -> !known.containsKey(each.parameterName())))
                .hasSize(gone + renamed);
        assertThat(users.stream().filter(each -> fixed(known, each))).hasSize(fixed);
        createCluster("next", next);
        List<Parameter> refused = users.stream()
                .filter(each -> known.containsKey(each.parameterName()) && !fixed(known, each))
                .filter(each -> !takes("next", each))
                .toList();
        assertThat(refused).hasSize(values);
    }

    private static boolean fixed(Map<String, Parameter> known, Parameter parameter) {
        Parameter next = known.get(parameter.parameterName());
        return next != null && !next.isModifiable();
    }

    private boolean takes(String group, Parameter value) {
        try {
            set(group, parameter(value.parameterName(), value.parameterValue(), ApplyMethod.PENDING_REBOOT));
            return true;
        } catch (AwsServiceException refused) {
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue");
            return false;
        }
    }
}
