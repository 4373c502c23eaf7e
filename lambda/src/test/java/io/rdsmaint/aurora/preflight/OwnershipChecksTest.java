package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.rdsmaint.aurora.cluster.GatewayFactory;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.testkit.TestClients;
import io.rdsmaint.testkit.aurora.PreflightCase;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnershipChecksTest {
    private static final String CLUSTER = "arn:aws:rds:us-east-1:123456789012:cluster:demo-multi";
    private static final String READER = "arn:aws:rds:us-east-1:123456789012:db:demo-multi-2";

    /** It would be changed, counted as a reader and paid for like the others. */
    @Test
    void anInstanceThatAnEarlierOperationLeftBehindIsTold() {
        Finding finding = PreflightCase.multi()
                .instance("demo-multi-3", i -> i.tag("rds-maint-operation-id", "op-0123456789abcdef"))
                .warned("leftover-instance");

        assertThat(finding.observed()).contains("demo-multi-3 was made by operation op-0123456789abcdef");
        assertThat(finding.wayOut()).contains("delete-db-instance", "--db-instance-identifier demo-multi-3");
    }

    @Test
    void missingTagsAreRefusedWithTheCommandsThatAddThem() {
        Finding finding = PreflightCase.multi()
                .cluster(c -> c.untagged())
                .instance("demo-multi-2", i -> i.untagged())
                .refused("allow-tag");

        assertThat(finding.observed()).contains("rds-maint-machine=allowed", CLUSTER, READER);
        assertThat(finding.wayOut())
                .isEqualTo("aws rds add-tags-to-resource --resource-name " + CLUSTER
                        + " --tags Key=rds-maint-machine,Value=allowed --region us-east-1 && "
                        + "aws rds add-tags-to-resource --resource-name " + READER
                        + " --tags Key=rds-maint-machine,Value=allowed --region us-east-1");
    }

    @Test
    void anInstanceThatIsLeftAloneNeedsNoTag() {
        assertThat(PreflightCase.multi()
                        .without("demo-multi-3")
                        .instance("demo-multi-3", i -> i.untagged())
                        .findings("allow-tag"))
                .isEmpty();
    }

    @Test
    void aCustomEndpointThatATemporaryInstanceMayJoinNeedsTheTag() {
        String endpoint = "arn:aws:rds:us-east-1:123456789012:cluster-endpoint:rest";
        PreflightCase trial = PreflightCase.multi()
                .cluster(c -> c.excludingEndpoint("rest", "ANY", "demo-multi-1").untaggedEndpoint("rest"));

        assertThat(trial.findings("allow-tag")).isEmpty();
        assertThat(trial.temporary("demo-multi-maint-1", "us-east-1a")
                        .refused("allow-tag")
                        .wayOut())
                .isEqualTo("aws rds add-tags-to-resource --resource-name " + endpoint
                        + " --tags Key=rds-maint-machine,Value=allowed --region us-east-1");
    }

    @Test
    void aClusterThatMatchesAPatternNeedsNoTag() {
        Scoping patterns = new Scoping("test", null, List.of("orders", "demo-*"), List.of("demo-*"));

        assertThat(PreflightCase.multi()
                        .cluster(c -> c.untagged())
                        .scoped(patterns)
                        .findings("allow-tag"))
                .isEmpty();
    }

    @Test
    void anInstanceNamedOutsideThePatternsIsRefusedBeforeTheFirstChange() {
        Finding finding = PreflightCase.multi()
                .scoped(new Scoping("test", null, List.of("demo-*"), List.of("demo-multi-1", "demo-multi-3")))
                .refused("allow-tag");

        assertThat(finding.observed()).startsWith("demo-multi-2:").contains("demo-multi-1, demo-multi-3");
        assertThat(finding.wayOut()).contains("--allow-instance demo-multi-2");
    }

    @Test
    void aClusterThatMatchesNoPatternIsRefused() {
        Finding finding = PreflightCase.multi()
                .scoped(new Scoping("test", null, List.of("orders", "demo-multi-?", "emo*"), List.of()))
                .refused("allow-tag");

        assertThat(finding.observed()).contains("orders, demo-multi-?, emo*");
        assertThat(finding.wayOut()).contains("--allow-cluster demo-multi");
    }

    @Test
    void aKeyThatTheDeploymentWasNotGivenIsToldWhenSomethingIsMadeWithIt() {
        String key = "arn:aws:kms:us-east-1:123456789012:key/orders";
        PreflightCase encrypted = PreflightCase.multi().cluster(c -> c.attribute("KmsKeyId", TextNode.valueOf(key)));
        PreflightCase making = encrypted.temporary("demo-multi-maint-12345678", "us-east-1a");
        Scoping given = new Scoping(
                "test", new Scoping.AllowTag("rds-maint-machine", "allowed"), List.of(), List.of(), false, Set.of(key));

        assertThat(making.warned("customer-key").wayOut()).contains("aws kms describe-key", "--kms-key " + key);
        assertThat(making.scoped(given).findings("customer-key")).isEmpty();
        assertThat(encrypted.findings("customer-key")).isEmpty();
    }

    @Test
    void h70AClusterMarkedByAnotherDeploymentIsRefused() {
        Finding finding = PreflightCase.multi()
                .cluster(c -> c.tag("rds-maint-operation", "staging/op-9"))
                .refused("marked-by-another");

        assertThat(finding.observed()).contains("rds-maint-operation=staging/op-9", "deployment staging");
        assertThat(finding.wayOut()).contains("aws rds remove-tags-from-resource --resource-name " + CLUSTER);
    }

    @Test
    void aLeftOverMarkOfThisDeploymentIsOnlyMentioned() {
        PreflightCase.multi()
                .cluster(c -> c.tag("rds-maint-operation", "test/op-0"))
                .warned("marked-by-another");
    }

    @Test
    void ourOwnMarkIsNoTrouble() {
        assertThat(PreflightCase.multi()
                        .cluster(c -> c.tag("rds-maint-operation", "test/op-1"))
                        .findings("marked-by-another"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aws:cloudformation:stack-name,orders-db,CloudFormation stack orders-db",
        "managed-by,Terraform,managed-by=Terraform",
        "ManagedBy,Pulumi,ManagedBy=Pulumi",
        "terraform,true,terraform=true"
    })
    void h37InfrastructureCodeThatOwnsTheClusterIsMentioned(String key, String value, String shown) {
        Finding finding = PreflightCase.multi().cluster(c -> c.tag(key, value)).warned("infrastructure-as-code");

        assertThat(finding.observed()).contains("cluster demo-multi by " + shown);
    }

    @Test
    void h72CredentialsOfAnotherAccountAreRefused() {
        PreflightCase trial = PreflightCase.multi();
        SimulatedWorld home = trial.ignored();
        Gateways world = home.world();
        Clients others = TestClients.over(home.simulator().httpClient(), home::now, "ASIA999999999999X");
        Gateways mixed = new Gateways(
                world.rds(),
                world.parameters(),
                world.blueGreens(),
                world.proxies(),
                world.snapshots(),
                world.metrics(),
                world.scaling(),
                new GatewayFactory(others).at(TestClients.PLACE).accounts());
        Inspection foreign = new Inspector(home.gateways(), home::now)
                .inspect(mixed, TestClients.PLACE.region(), "demo-multi", (cluster, instances) -> List.of())
                .orElseThrow();
        ChangeScope scope = new ChangeScope("op-1", List.of(), null, List.of(), false, 0, java.time.Duration.ZERO);

        assertThat(Preflight.standard().find(new Look(foreign, scope, trial.scoping())))
                .anySatisfy(f -> {
                    assertThat(f.code()).isEqualTo("account");
                    assertThat(f.severity()).isEqualTo(Finding.Severity.REFUSE);
                    assertThat(f.observed()).contains("999999999999", "123456789012");
                });
        assertThat(Preflight.standard().without("account").find(new Look(foreign, scope, trial.scoping())))
                .noneMatch(f -> f.severity() == Finding.Severity.REFUSE);
    }
}
