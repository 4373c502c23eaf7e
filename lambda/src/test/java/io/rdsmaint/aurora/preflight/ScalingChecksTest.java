package io.rdsmaint.aurora.preflight;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.testkit.aurora.PreflightCase;
import org.junit.jupiter.api.Test;

class ScalingChecksTest {
    @Test
    void h32ScalingIsTold() {
        Finding finding =
                PreflightCase.multi().cluster(c -> c.scaling(2, 6, 60)).warned("autoscaling");

        assertThat(finding.observed()).contains("scale between 2 and 6", "suspended for the time and restored");
    }

    @Test
    void h32ScalingThatIsSuspendedAlreadyIsToldWithTheCommandThatResumesIt() {
        Finding finding = PreflightCase.multi()
                .cluster(c -> c.scaling(2, 6, 60))
                .when(s -> s.change(w -> requireNonNull(w.site("123456789012", "us-east-1")
                                .scalingTargets()
                                .get("cluster:demo-multi"))
                        .suspended(false, true, false)))
                .warned("autoscaling");

        assertThat(finding.observed()).contains("suspended now (in false, out true, scheduled false)");
        assertThat(finding.wayOut()).contains("aws application-autoscaling register-scalable-target");
    }

    @Test
    void h32AutoscaledReadersThatKeepTheirClassAreTold() {
        Finding finding = PreflightCase.multi()
                .cluster(c -> c.instance("scaled-1", "db.r6g.large", "us-east-1a", i -> i.autoscaled()))
                .warned("autoscaled-readers");

        assertThat(finding.observed()).contains("scaled-1 (db.r6g.large)");
    }

    @Test
    void h21AnAutoscaledWriterIsRefusedWithTheFailoverThatMendsIt() {
        Finding finding = PreflightCase.multi()
                .instance("demo-multi-1", i -> i.autoscaled())
                .refused("autoscaled-writer");

        assertThat(finding.observed()).contains("writer demo-multi-1 was made by Application Auto Scaling");
        assertThat(finding.wayOut())
                .contains("aws rds failover-db-cluster --db-cluster-identifier demo-multi"
                        + " --target-db-instance-identifier demo-multi-");
    }

    @Test
    void h21AnAutoscaledReaderIsNoFailoverTarget() {
        Finding finding = PreflightCase.multi()
                .instance("demo-multi-3", i -> i.autoscaled())
                .failingOverTo("demo-multi-3")
                .refused("autoscaled-writer");

        assertThat(finding.observed()).contains("demo-multi-3 is to become writer");
    }
}
