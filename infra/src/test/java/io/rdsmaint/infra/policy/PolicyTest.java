package io.rdsmaint.infra.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.infra.Deployments;
import io.rdsmaint.infra.Options;
import io.rdsmaint.infra.generate.Synthesized;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/secrets";
    private static final String REGIONS = "eu-west-1,eu-central-1,us-east-1";
    private static final Synthesized STANDARD = Deployments.standard();
    private static final Synthesized STRICT = Deployments.with(Map.of("upgrade-policy", "strict"));
    private static final Synthesized BY_NAME = byName("dynamodb");

    @Test
    void onlyWhatKnowsNoResourceAndTheReadingOfCompositeAlarmsIsAllowedOnAll() {
        assertThat(statements(STANDARD.rolePolicy("FunctionRole"))
                        .filter(statement -> statement.path("Resource").asText().equals("*"))
                        .map(statement -> statement.path("Sid").asText()))
                .containsExactlyInAnyOrder(
                        "ReadWhatRdsOffers", "ReadMetricsAndScaling", "ReadAlarms", "GiveAnswers", "PlatformTrace");
    }

    @Test
    void everyChangeOfADatabaseIsBoundToATagOrAName() {
        Set<String> reads = Set.of("ReadWhatRdsOffers", "ReadDatabases", "ReadTags", "ReadGlobalClusters");
        assertThat(rds(STANDARD)
                        .filter(statement ->
                                !reads.contains(statement.path("Sid").asText())))
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement.path("Condition").toString())
                        .containsAnyOf(
                                "aws:ResourceTag/rds-maint-machine",
                                "aws:ResourceTag/rds-maint-operation-id",
                                "aws:RequestTag/rds-maint-operation-id"));
    }

    @Test
    void secretsOfARestoresUsersAreDecryptedByKeysThatWereGivenOnly() {
        Map<String, String> chosen = Map.of("families", "aurora,restore", "kms-key", KEY);
        List<Grant> decrypting = new RestoreGrants(Options.from(key -> Optional.ofNullable(chosen.get(key))))
                .all().stream()
                        .filter(grant -> grant.actions().contains("kms:Decrypt"))
                        .toList();

        assertThat(decrypting).singleElement().satisfies(grant -> {
            assertThat(grant.resources()).containsExactly(KEY);
            assertThat(grant.conditions().toString()).contains("kms:ViaService", "secretsmanager.*.amazonaws.com");
        });
    }

    @Test
    void byNameNoClusterOutsideThePatternsIsTouched() {
        assertThat(rds(BY_NAME)
                        .filter(statement -> !statement.path("Sid").asText().startsWith("Read"))
                        .flatMap(statement -> texts(statement.path("Resource")))
                        .filter(arn -> !arn.contains("db:*-maint-????????")))
                .isNotEmpty()
                .allMatch(arn ->
                        arn.matches(".*:(cluster:(orders|billing-\\*)|(db|cluster-endpoint):(orders-\\*|billing-\\*)"
                                + "|pg:\\*|subgrp:\\*|og:default:\\*)\"?[^:]*"));
        assertThat(Deployments.standard().rolePolicy("FunctionRole").toString()).doesNotContain("orders");
    }

    @Test
    void nothingButTemporaryInstancesIsDeleted() {
        assertThat(Stream.of(STANDARD, BY_NAME)
                        .flatMap(PolicyTest::rds)
                        .filter(statement -> texts(statement.path("Action")).anyMatch(a -> a.contains(":Delete"))))
                .hasSize(2)
                .allSatisfy(statement -> {
                    assertThat(texts(statement.path("Action")).filter(action -> action.contains(":Delete")))
                            .containsExactly("rds:DeleteDBInstance");
                    assertThat(texts(statement.path("Resource"))).allMatch(arn -> arn.contains("db:*-maint-????????"));
                    assertThat(statement.at("/Condition/Null").toString())
                            .isEqualTo("{\"aws:ResourceTag/rds-maint-operation-id\":\"false\"}");
                });
    }

    @Test
    void rolesKeysAndRegionsComeFromTheDeploymentOnly() {
        assertThat(STANDARD.rolePolicy("FunctionRole").toString()).doesNotContain("sts:AssumeRole", "kms:");
        String policy = BY_NAME.rolePolicy("FunctionRole").toString();
        assertThat(policy)
                .contains("\"sts:AssumeRole\"", "role/maintenance", "role/monitor", "key/0a1b")
                .doesNotContain("rds-monitoring-role");
        assertThat(List.of(REGIONS.split(","))).allMatch(policy::contains);
    }

    @Test
    void whatIsInProductionIsNeverDeletedByAnUpgrade() {
        assertThat(Stream.of(STANDARD, BY_NAME)
                        .flatMap(PolicyTest::upgrades)
                        .filter(statement -> texts(statement.path("Action")).anyMatch(a -> a.contains(":DeleteDB")))
                        .filter(statement -> texts(statement.path("Action")).noneMatch(a -> a.contains("Parameter"))))
                .isNotEmpty()
                .allSatisfy(statement -> {
                    boolean ours = statement
                            .at("/Condition/Null/aws:ResourceTag~1rds-maint-operation-id")
                            .asText()
                            .equals("false");
                    assertThat(texts(statement.path("Resource"))).allMatch(arn -> ours || arn.endsWith("-old*"));
                });
    }

    /** AWS: "attached IAM policies can't contain partial resource name patterns". Our own calls may go by names. */
    @Test
    void whatAwsDoesInOurNameIsAskedForNoPartOfAName() {
        Set<String> byAws =
                Set.of("rds:CreateDBCluster", "rds:CreateDBClusterEndpoint", "rds:PromoteReadReplicaDBCluster");
        assertThat(upgrades(STANDARD)
                        .filter(statement -> texts(statement.path("Action")).anyMatch(byAws::contains)))
                .hasSize(2)
                .allSatisfy(statement -> assertThat(texts(statement.path("Resource")))
                        .containsExactly("arn:aws:rds:${AWS::Region}:${AWS::AccountId}:*"));
        assertThat(upgrades(STRICT)
                        .filter(statement -> texts(statement.path("Action")).anyMatch(byAws::contains))
                        .flatMap(statement -> texts(statement.path("Resource"))))
                .isNotEmpty()
                .allMatch(arn -> arn.contains("-green-*") || arn.matches(".*:(cluster-pg|og|subgrp):\\*"));
    }

    /** Who may tag anything may not make it ours, and who may make it ours only what AWS has named. */
    @Test
    void ourTagIsGivenToNothingThatIsNotOurs() {
        assertThat(Stream.of(STANDARD, STRICT, BY_NAME)
                        .flatMap(deployed -> Stream.concat(rds(deployed), upgrades(deployed)))
                        .filter(s -> texts(s.path("Action")).anyMatch("rds:AddTagsToResource"::equals))
                        .filter(s -> !s.at("/Condition/ForAllValues:StringNotEquals/aws:TagKeys")
                                .toString()
                                .contains("rds-maint-operation-id"))
                        .filter(s -> !s.at("/Condition/ForAllValues:StringEquals/aws:TagKeys")
                                .toString()
                                .contains("rds-maint-operation\""))
                        .flatMap(s -> texts(s.path("Resource")))
                        .map(arn -> arn.replaceFirst(".*[}:]:(?=[a-z-]+:[^:]*$)|.*:(?=[a-z-]+:[^:]*$)", ""))
                        .map(name -> name.replaceAll("^(cluster|db|cluster-endpoint):.*-green-\\*$", "$1:green"))
                        .distinct())
                .containsExactlyInAnyOrder(
                        "db:*-maint-????????",
                        "cluster-pg:*-aurora-*-cluster-????????",
                        "pg:*-aurora-*-instance-????????",
                        "cluster-snapshot:*-before-upgrade-????????",
                        "deployment:*",
                        "cluster:green",
                        "db:green",
                        "cluster-endpoint:green");
    }

    @Test
    void inSeveralRegionsWhatTouchesDatabasesIsKeptToThoseByItsConditions() {
        assertThat(Stream.concat(upgrades(BY_NAME), rds(BY_NAME)))
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(texts(statement.at("/Condition/StringEquals/aws:RequestedRegion")))
                        .containsExactlyInAnyOrder(REGIONS.split(",")));
    }

    private static Stream<JsonNode> upgrades(Synthesized deployment) {
        return Stream.of("UpgradeBuildingPolicy", "UpgradeFinishingPolicy")
                .flatMap(id -> statements(deployment.managedPolicy(id)));
    }

    private static Synthesized byName(String store) {
        return Deployments.with(Map.of(
                "allow-cluster", "orders,billing-*",
                "allow-region", REGIONS,
                "allow-role", "arn:aws:iam::111122223333:role/maintenance",
                "monitoring-role", "arn:aws:iam::111122223333:role/monitor",
                "kms-key", "arn:aws:kms:eu-west-1:111122223333:key/0a1b",
                "store", store));
    }

    private static Stream<JsonNode> rds(Synthesized deployment) {
        return statements(deployment.rolePolicy("FunctionRole"))
                .filter(statement -> texts(statement.path("Action")).allMatch(action -> action.startsWith("rds:")));
    }

    private static Stream<JsonNode> statements(JsonNode policy) {
        return policy.path("Statement").valueStream();
    }

    private static Stream<String> texts(JsonNode oneOrMore) {
        return oneOrMore.isArray() ? oneOrMore.valueStream().map(JsonNode::asText) : Stream.of(oneOrMore.asText());
    }
}
