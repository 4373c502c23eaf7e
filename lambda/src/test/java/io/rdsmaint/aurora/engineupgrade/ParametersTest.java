package io.rdsmaint.aurora.engineupgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rdsmaint.engine.InvalidRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    @Test
    void onlyTheVersionIsRequiredAndTheSafeChoicesAreTheUsualOnes() {
        Parameters p = read("{'target_engine_version':'16.4'}");

        assertThat(p.targetVersion()).isEqualTo("16.4");
        assertThat(p.switchoverTimeoutSeconds()).isEqualTo(300);
        assertThat(p.clusterGroup()).isEmpty();
        assertThat(p.instanceGroup()).isEmpty();
        assertThat(p.pauseBeforeSwitchover()).isTrue();
        assertThat(p.pauseBeforeCleanup()).isTrue();
        assertThat(p.skipProxyChecks()).isFalse();
        assertThat(p.finalSnapshot()).isTrue();
        assertThat(p.retainOldHours()).isZero();
    }

    @Test
    void everyFieldIsRead() {
        Parameters p = read("{'target_engine_version':'8.0.mysql_aurora.3.08.2','switchover_timeout':3600,"
                + "'db_cluster_parameter_group_name':'Mine-16','db_instance_parameter_group_name':"
                + "'default.aurora-mysql8.0','pause_before_switchover':false,'pause_before_cleanup':false,"
                + "'skip_proxy_checks':true,'final_snapshot':false,'retain_old_hours':720}");

        assertThat(p.switchoverTimeoutSeconds()).isEqualTo(3600);
        assertThat(p.clusterGroup()).contains("mine-16");
        assertThat(p.instanceGroup()).contains("default.aurora-mysql8.0");
        assertThat(p.pauseBeforeSwitchover()).isFalse();
        assertThat(p.pauseBeforeCleanup()).isFalse();
        assertThat(p.skipProxyChecks()).isTrue();
        assertThat(p.finalSnapshot()).isFalse();
        assertThat(p.retainOldHours()).isEqualTo(720);
    }

    @ParameterizedTest
    @CsvSource({"'skip_proxy_retarget':true, true, false", "'pause_before_proxy_deregister':true, false, true"})
    void theEarlierSystemsFieldsAreUnderstood(String field, boolean skipsProxies, boolean told) {
        Parameters p = read("{'target_engine_version':'16.4'," + field + "}");

        assertThat(p.skipProxyChecks()).isEqualTo(skipsProxies);
        assertThat(p.deregistersProxies()).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'target_engine_version':null}",
                "{'target_engine_version':''}",
                "{'target_engine_version':16.4}",
                "{'target_engine_version':'16'}",
                "{'target_engine_version':'latest'}",
                "{'target_engine_version':'16.4; drop'}",
                "{'target_engine_version':'16.4','switchover_timeout':29}",
                "{'target_engine_version':'16.4','switchover_timeout':3601}",
                "{'target_engine_version':'16.4','switchover_timeout':'300'}",
                "{'target_engine_version':'16.4','switchover_timeout':null}",
                "{'target_engine_version':'16.4','db_cluster_parameter_group_name':''}",
                "{'target_engine_version':'16.4','db_cluster_parameter_group_name':'a--b'}",
                "{'target_engine_version':'16.4','db_cluster_parameter_group_name':['a']}",
                "{'target_engine_version':'16.4','db_instance_parameter_group_name':'with space'}",
                "{'target_engine_version':'16.4','pause_before_switchover':'yes'}",
                "{'target_engine_version':'16.4','pause_before_cleanup':0}",
                "{'target_engine_version':'16.4','final_snapshot':'my-snapshot'}",
                "{'target_engine_version':'16.4','retain_old_hours':-1}",
                "{'target_engine_version':'16.4','retain_old_hours':721}",
                "{'target_engine_version':'16.4','retain_old_hours':1.5}",
                "{'target_engine_version':'16.4','skip_proxy_checks':true,'skip_proxy_retarget':false}",
                "{'target_engine_version':'16.4','allow_major_version_upgrade':true}"
            })
    void badInputIsRefusedWithTheFieldAndTheWayOut(String given) {
        assertThat(problems(given))
                .singleElement()
                .satisfies(p -> assertThat(p).startsWith("params.params.").contains(";"));
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        assertThat(problems("{'target_engine_version':'new','switchover_timeout':1,'final_snapshot':1,'speed':9}"))
                .hasSize(4);
    }

    private static List<String> problems(String json) {
        return catchThrowableOfType(InvalidRequest.class, () -> read(json)).problems();
    }

    private static Parameters read(String json) {
        return Parameters.read(TestJson.read(json.replace('\'', '"')));
    }
}
