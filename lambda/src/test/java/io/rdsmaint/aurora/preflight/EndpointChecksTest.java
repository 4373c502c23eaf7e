package io.rdsmaint.aurora.preflight;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.simulator.model.Proxy;
import io.rdsmaint.testkit.aurora.PreflightCase;
import org.junit.jupiter.api.Test;

class EndpointChecksTest {
    @Test
    void h31ACustomEndpointWithOneMemberIsAskedAbout() {
        Finding finding = PreflightCase.multi()
                .cluster(c -> c.staticEndpoint("reports", "ANY", "demo-multi-3"))
                .asked("custom-endpoint-members");

        assertThat(finding.observed()).contains("reports is served by demo-multi-3 alone", "0 members", "must keep 1");
        assertThat(finding.wayOut())
                .contains("aws rds modify-db-cluster-endpoint --db-cluster-endpoint-identifier reports"
                        + " --static-members demo-multi-3");
    }

    @Test
    void h31AnEndpointOfAnExcludedMemberKeepsIt() {
        assertThat(PreflightCase.multi()
                        .cluster(c -> c.staticEndpoint("reports", "ANY", "demo-multi-3"))
                        .without("demo-multi-3")
                        .findings("custom-endpoint-members"))
                .isEmpty();
    }

    @Test
    void h14AReaderEndpointWhoseOnlyMemberBecomesWriterIsAskedAbout() {
        PreflightCase trial = PreflightCase.multi()
                .cluster(c -> c.staticEndpoint("reports", "READER", "demo-multi-2"))
                .without("demo-multi-2");

        Finding finding = trial.asked("custom-endpoint-after-failover");

        assertThat(finding.observed())
                .contains("reports of type READER", "by nobody when demo-multi-2 has become writer");
        assertThat(trial.failingOverTo("demo-multi-2", "demo-multi-1").findings("custom-endpoint-after-failover"))
                .isEmpty();
    }

    @Test
    void h14AnEndpointThatTakesInNewInstancesIsMentioned() {
        assertThat(PreflightCase.multi()
                        .temporary("demo-multi-maint", "us-east-1a")
                        .cluster(c -> c.excludingEndpoint("all", "READER", "demo-multi-3"))
                        .findings("custom-endpoint-temporary")
                        .getFirst()
                        .observed())
                .contains("all takes in new instances by itself, so also demo-multi-maint");
    }

    @Test
    void whoeverComesOverTheInternetIsAskedAboutOrMentionedWhenSomethingIsMade() {
        PreflightCase making = PreflightCase.multi().temporary("demo-multi-maint", "us-east-1a");
        PreflightCase open =
                making.instance("demo-multi-1", i -> i.instance().settings().put("PubliclyAccessible", true));
        PreflightCase gateway = making.cluster(c -> c.attribute("InternetAccessGatewayEnabled", "true"));

        assertThat(open.warned("internet-access").observed()).contains("demo-multi-1 can be reached from the internet");
        assertThat(gateway.asked("internet-access").observed())
                .contains("internet access gateway", "a temporary instance");
        assertThat(making.findings("internet-access")).isEmpty();
        assertThat(PreflightCase.multi()
                        .cluster(c -> c.attribute("InternetAccessGatewayEnabled", "true"))
                        .findings("internet-access"))
                .as("nothing is made")
                .isEmpty();
    }

    @Test
    void h61AProxyTargetThatCannotBeReachedIsAskedAbout() {
        Finding finding = PreflightCase.multi()
                .cluster(c -> c.proxy("app", false))
                .when(s -> s.change(w -> requireNonNull(
                                w.site("123456789012", "us-east-1").proxies().get("app"))
                        .ail("demo-multi-2", new Proxy.Ailment("UNAVAILABLE", "AUTH_FAILURE", "bad secret"))))
                .asked("proxy-health");

        assertThat(finding.observed()).contains("proxy app can't connect to demo-multi-2 UNAVAILABLE (AUTH_FAILURE)");
        assertThat(finding.wayOut()).contains("aws rds describe-db-proxy-targets --db-proxy-name app");
    }

    @Test
    void h61AHealthyProxyIsNoTrouble() {
        assertThat(PreflightCase.multi().cluster(c -> c.proxy("app", true)).findings("proxy-health"))
                .isEmpty();
    }

    @Test
    void h62AProxyOfAnotherClusterIsNotOurs() {
        assertThat(PreflightCase.multi()
                        .with(s -> s.cluster(
                                "other",
                                "aurora-postgresql",
                                "15.8",
                                c -> c.instance("other-1", "db.r6g.large", "us-east-1a")
                                        .proxy("theirs", true)))
                        .look()
                        .proxies())
                .isEmpty();
    }
}
