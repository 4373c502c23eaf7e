package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.PreflightCase;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporaryChecksTest {
    private static final PreflightCase SPARE = PreflightCase.multi().temporary("demo-multi-maint", "us-east-1a");

    @Test
    void h9AnAccountWithoutRoomForAnotherInstanceIsRefused() {
        Finding finding = SPARE.with(s -> s.instanceQuota(3)).refused("instance-quota");

        assertThat(finding.observed()).contains("3 of 3 DB instances in us-east-1");
        assertThat(finding.wayOut())
                .contains("aws service-quotas request-service-quota-increase", "--desired-value 4", "\"never\"");
    }

    @Test
    void h9WithoutATemporaryInstanceTheQuotaDoesNotMatter() {
        assertThat(PreflightCase.multi().with(s -> s.instanceQuota(3)).findings("instance-quota"))
                .isEmpty();
    }

    @Test
    void h9AFullClusterCannotTakeATemporaryInstance() {
        Finding finding = PreflightCase.of(Scenarios.find("crowded").orElseThrow(), "demo-crowded")
                .temporary("demo-crowded-maint", "us-east-1a")
                .refused("reader-limit");

        assertThat(finding.observed()).contains("has 15 readers; with 15");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ends-in-", "two--hyphens", "1-digit-first", "Capital", ""})
    void h10AnIdentifierThatAwsWouldNotTakeIsRefused(String id) {
        assertThat(PreflightCase.multi()
                        .temporary(id, "us-east-1a")
                        .refused("temporary-identifier")
                        .observed())
                .contains("1 to 63 letters");
    }

    @Test
    void h10AnIdentifierOf64CharactersIsRefusedAndOf63IsNot() {
        String longest = IntStream.range(0, 63).mapToObj(i -> "a").collect(Collectors.joining());

        assertThat(PreflightCase.multi().temporary(longest, "us-east-1a").findings("temporary-identifier"))
                .isEmpty();
        assertThat(PreflightCase.multi()
                        .temporary(longest + "a", "us-east-1a")
                        .refused("temporary-identifier")
                        .observed())
                .contains("(64 characters)");
    }

    @Test
    void h15ANamesakeThatIsNotOursIsRefused() {
        PreflightCase trial = SPARE.cluster(c -> c.instance("demo-multi-maint", "db.r6g.xlarge", "us-east-1a"));

        assertThat(trial.refused("temporary-identifier").observed()).contains("exists and is not this operation's");
    }

    @Test
    void h15OurOwnTemporaryInstanceIsWelcome() {
        PreflightCase trial = SPARE.cluster(c -> c.instance(
                "demo-multi-maint", "db.r6g.xlarge", "us-east-1a", i -> i.tag("rds-maint-operation", "test/op-1")));

        assertThat(trial.findings("temporary-identifier")).isEmpty();
    }

    @Test
    void h7AZoneOutsideTheClustersIsRefused() {
        Finding finding = PreflightCase.multi()
                .temporary("demo-multi-maint", "us-east-1d")
                .findings("temporary-zone")
                .getFirst();

        assertThat(finding.severity()).isEqualTo(Finding.Severity.REFUSE);
        assertThat(finding.observed()).contains("us-east-1d", "us-east-1a, us-east-1b, us-east-1c");
    }

    @Test
    void h6AnAuthorityThatNewInstancesCannotHaveIsRefused() {
        Finding finding = SPARE.instance("demo-multi-1", i -> i.setting("CACertificateIdentifier", "rds-ca-2019"))
                .findings("certificate")
                .getFirst();

        assertThat(finding.severity()).isEqualTo(Finding.Severity.REFUSE);
        assertThat(finding.observed()).contains("rds-ca-2019", "rds-ca-rsa2048-g1");
        assertThat(finding.wayOut())
                .contains("aws rds modify-db-instance --apply-immediately --db-instance-identifier demo-multi-1"
                        + " --ca-certificate-identifier rds-ca-rsa2048-g1");
    }

    @Test
    void h56PoliciesThatNameInstancesDontCoverTheTemporaryOne() {
        Finding finding = SPARE.cluster(c -> c.attribute("IAMDatabaseAuthenticationEnabled", BooleanNode.TRUE))
                .warned("iam-authentication");

        assertThat(finding.wayOut()).contains("arn:aws:rds-db:us-east-1:123456789012:dbuser:cluster-");
    }
}
