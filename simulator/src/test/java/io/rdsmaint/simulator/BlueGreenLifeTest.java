package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.BlueGreenDeployment;
import software.amazon.awssdk.services.rds.model.BlueGreenDeploymentNotFoundException;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.InvalidBlueGreenDeploymentStateException;
import software.amazon.awssdk.services.rds.model.SourceType;
import software.amazon.awssdk.services.rds.model.SwitchoverDetail;
import software.amazon.awssdk.services.rds.model.Tag;

class BlueGreenLifeTest {

    private static final String BLUE = "demo-upgrade";

    private final BlueGreenLab lab = new BlueGreenLab(Scenarios.upgrade());

    @Test
    void aGreenClusterIsMadeTaskByTask() {
        BlueGreenDeployment begun = lab.create(BLUE, "17.4");
        assertThat(begun.status()).isEqualTo("PROVISIONING");
        assertThat(begun.target()).isNull();
        assertThat(begun.tasks())
                .extracting(task -> task.name() + " " + task.status())
                .containsExactly(
                        "CREATING_READ_REPLICA_OF_SOURCE PENDING",
                        "DB_ENGINE_VERSION_UPGRADE PENDING",
                        "CREATE_DB_INSTANCES_FOR_CLUSTER PENDING");
        assertThat(begun.switchoverDetails()).hasSize(4).allSatisfy(detail -> {
            assertThat(detail.targetMember()).isNull();
            assertThat(detail.status()).isEqualTo("PROVISIONING");
        });
        lab.passUntil(l -> lab.task("DB_ENGINE_VERSION_UPGRADE").equals("IN_PROGRESS"));
        assertThat(lab.task("CREATING_READ_REPLICA_OF_SOURCE")).isEqualTo("COMPLETED");
        assertThat(lab.cluster(lab.green()).status()).isEqualTo("upgrading");
        assertThat(lab.cluster(lab.green()).engineVersion()).isEqualTo("15.8");

        lab.passUntil(l -> lab.status().equals("AVAILABLE"));
        assertThat(lab.deployment().tasks()).allMatch(task -> task.status().equals("COMPLETED"));
        assertThat(lab.deployment().switchoverDetails())
                .allMatch(detail -> detail.status().equals("AVAILABLE"));
        assertThat(lab.messages(SourceType.BLUE_GREEN_DEPLOYMENT))
                .anyMatch(message -> message.startsWith("Blue/green deployment tasks completed."));
        assertThat(lab.simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION))
                .isEmpty();
        assertThat(lab.lasting(Harm.EXTRA_CLUSTER)).containsExactly(lab.green());
    }

    @Test
    void theGreenClusterIsLikeTheBlueOneInAllButWhatWasAskedFor() {
        lab.simulator.outsider().tag(BLUE, "owner", "me");
        lab.provisioned(BLUE, "17.4");
        DBCluster blue = lab.cluster(BLUE);
        DBCluster green = lab.cluster(lab.green());
        assertThat(green.dbClusterIdentifier()).matches("demo-upgrade-green-[a-z0-9]{6}");
        assertThat(green.engineVersion()).isEqualTo("17.4");
        assertThat(green.dbClusterParameterGroup()).isEqualTo("default.aurora-postgresql17");
        assertThat(green.dbClusterResourceId()).isNotEqualTo(blue.dbClusterResourceId());
        assertThat(green.backupRetentionPeriod()).isEqualTo(blue.backupRetentionPeriod());
        assertThat(green.deletionProtection()).isTrue();
        assertThat(green.tagList()).extracting(Tag::key).contains("owner");
        assertThat(green.dbClusterMembers()).hasSize(3);
        assertThat(lab.writer(lab.green())).startsWith("demo-upgrade-1-green-");
        Map<String, String> zones = lab.zones(BLUE);
        assertThat(lab.zones(lab.green()).values()).containsExactlyInAnyOrderElementsOf(zones.values());
        DBInstance reader = lab.instance(lab.counterpart("demo-upgrade-2"));
        assertThat(reader.dbInstanceClass()).isEqualTo("db.r6g.large");
        assertThat(reader.monitoringInterval()).isEqualTo(60);
        assertThat(reader.engineVersion()).isEqualTo("17.4");
        assertThat(reader.dbParameterGroups().getFirst().dbParameterGroupName())
                .isEqualTo("default.aurora-postgresql17");
    }

    @Test
    void parameterGroupsThatWereNamedAreTakenAndOthersKeptWhereTheFamilyFits() {
        lab.provisioned(BLUE, "15.8");
        assertThat(lab.cluster(lab.green()).dbClusterParameterGroup()).isEqualTo("demo-upgrade-cluster");
        assertThat(lab.deployment().tasks())
                .extracting(task -> task.name())
                .doesNotContain("DB_ENGINE_VERSION_UPGRADE");

        BlueGreenLab named = new BlueGreenLab(Scenarios.upgrade()
                .and(stage -> stage.clusterParameterGroup("new-cluster", "aurora-postgresql17")
                        .instanceParameterGroup("new-instance", "aurora-postgresql17")));
        named.provisioned(
                BLUE,
                "17.4",
                request -> request.targetDBClusterParameterGroupName("new-cluster")
                        .targetDBParameterGroupName("new-instance"));
        assertThat(named.cluster(named.green()).dbClusterParameterGroup()).isEqualTo("new-cluster");
        assertThat(named.instance(named.counterpart("demo-upgrade-3"))
                        .dbParameterGroups()
                        .getFirst()
                        .dbParameterGroupName())
                .isEqualTo("new-instance");
    }

    @Test
    void aSwitchoverExchangesTheNamesAndLeavesTheResourceIds() {
        lab.provisioned(BLUE, "17.4");
        String blueId = lab.cluster(BLUE).dbClusterResourceId();
        String greenName = lab.green();
        String greenId = lab.cluster(greenName).dbClusterResourceId();
        String endpoint = lab.cluster(BLUE).endpoint();
        String readerId = lab.instance("demo-upgrade-2").dbiResourceId();

        lab.switchOver(300);
        assertThat(lab.status()).isEqualTo("SWITCHOVER_IN_PROGRESS");
        lab.passUntil(l -> lab.status().equals("SWITCHOVER_COMPLETED"));

        assertThat(lab.cluster(BLUE).dbClusterResourceId()).isEqualTo(greenId);
        assertThat(lab.cluster(BLUE).endpoint()).isEqualTo(endpoint);
        assertThat(lab.cluster(BLUE).engineVersion()).isEqualTo("17.4");
        assertThat(lab.cluster("demo-upgrade-old1").dbClusterResourceId()).isEqualTo(blueId);
        assertThat(lab.cluster("demo-upgrade-old1").engineVersion()).isEqualTo("15.8");
        assertThat(lab.instance("demo-upgrade-2-old1").dbiResourceId()).isEqualTo(readerId);
        assertThat(lab.writer(BLUE)).isEqualTo("demo-upgrade-1");
        assertThatThrownBy(() -> lab.cluster(greenName)).isInstanceOf(DbClusterNotFoundException.class);
        assertThat(lab.deployment().source()).endsWith(":cluster:demo-upgrade-old1");
        assertThat(lab.deployment().target()).endsWith(":cluster:demo-upgrade");
        assertThat(lab.deployment().switchoverDetails())
                .extracting(SwitchoverDetail::sourceMember, SwitchoverDetail::targetMember, SwitchoverDetail::status)
                .contains(tuple(
                        lab.instance("demo-upgrade-3-old1").dbInstanceArn(),
                        lab.instance("demo-upgrade-3").dbInstanceArn(),
                        "SWITCHOVER_COMPLETED"));
        assertThat(lab.messages(SourceType.BLUE_GREEN_DEPLOYMENT))
                .contains(
                        "Switchover from DB cluster demo-upgrade to " + greenName + " started.",
                        "Switchover from DB cluster demo-upgrade to " + greenName
                                + " completed. Renamed demo-upgrade to demo-upgrade-old1 and " + greenName
                                + " to demo-upgrade.",
                        "Switchover completed on blue/green deployment.");
    }

    @Test
    void clientsAreCutOffForTheMomentOfTheSwitchoverAndGoOnUnderTheSameNames() {
        lab.provisioned(BLUE, "17.4");
        lab.switchedOver();
        lab.settle();
        assertThat(lab.lasting(Harm.WRITE_INTERRUPTION)).containsExactly(BLUE);
        assertThat(lab.total(Harm.WRITE_INTERRUPTION)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(62));
        assertThat(lab.lasting(Harm.READER_ENDPOINT_ON_WRITER)).containsExactly(BLUE);
        assertThat(lab.incidents(Harm.CONNECTIONS_DROPPED)).contains("demo-upgrade-1", "demo-upgrade-2");
        assertThat(lab.lasting(Harm.EXTRA_INSTANCE)).isEmpty();
        assertThat(lab.simulator.ledger().interruptions(Harm.EXTRA_CLUSTER))
                .anyMatch(each ->
                        each.subject().equals("demo-upgrade-old1") && each.end().isEmpty());
    }

    @Test
    void tagsOfTheBlueSideReplaceThoseOfTheGreenOneAtTheSwitchover() {
        lab.provisioned(BLUE, "17.4");
        lab.simulator.outsider().tag(lab.green(), "only-green", "yes");
        lab.simulator.outsider().tag(BLUE, "late", "yes");
        lab.switchedOver();
        assertThat(lab.cluster(BLUE).tagList())
                .extracting(Tag::key)
                .contains("late")
                .doesNotContain("only-green");
    }

    @Test
    void aDeploymentWithoutItsTargetIsDeletedAndTheOldClusterStays() {
        lab.provisioned(BLUE, "17.4");
        lab.switchedOver();
        assertThatThrownBy(() -> lab.delete(true)).isInstanceOf(InvalidBlueGreenDeploymentStateException.class);
        lab.delete(false);
        assertThat(lab.status()).isEqualTo("DELETING");
        assertThat(lab.deployment().deleteTime()).isNotNull();
        lab.settle();
        assertThatThrownBy(lab::deployment).isInstanceOf(BlueGreenDeploymentNotFoundException.class);
        assertThat(lab.cluster("demo-upgrade-old1").status()).isEqualTo("available");
        assertThat(lab.messages(SourceType.BLUE_GREEN_DEPLOYMENT)).contains("Blue/green deployment deleted.");
    }

    @Test
    void aDeploymentWithItsTargetIsDeletedOnceProtectionIsLifted() {
        lab.provisioned(BLUE, "17.4");
        String green = lab.green();
        assertThatThrownBy(() -> lab.delete(true)).hasMessageContaining("deletion protection");
        lab.unprotect(green);
        lab.delete(true);
        lab.settle();
        assertThatThrownBy(lab::deployment).isInstanceOf(BlueGreenDeploymentNotFoundException.class);
        assertThatThrownBy(() -> lab.cluster(green)).isInstanceOf(DbClusterNotFoundException.class);
        assertThat(lab.cluster(BLUE).dbClusterMembers()).hasSize(3);
        assertThat(lab.simulator.ledger().incidents()).isEmpty();
        assertThat(lab.simulator.ledger().interruptions(Harm.EXTRA_CLUSTER))
                .allMatch(each -> each.end().isPresent());
    }

    @Test
    void aGreenClusterThatIsKeptStandsByItself() {
        lab.provisioned(BLUE, "17.4");
        String green = lab.green();
        lab.delete(false);
        lab.settle();
        assertThat(lab.cluster(green).status()).isEqualTo("available");
        assertThatThrownBy(lab::deployment).isInstanceOf(BlueGreenDeploymentNotFoundException.class);
    }

    @Test
    void theDeploymentHasItsOwnTagsAndIsFoundByNameAndSide() {
        lab.provisioned(
                BLUE,
                "17.4",
                request -> request.tags(Tag.builder().key("by").value("me").build()));
        assertThat(lab.deployment().tagList()).extracting(Tag::key).containsExactly("by");
        String source = lab.deployment().source();
        Map.of("source", source, "target", lab.deployment().target(), "blue-green-deployment-name", "the-upgrade")
                .forEach((filter, value) -> assertThat(filtered(filter, value)).hasSize(1));
        assertThat(filtered("source", source + "-other")).isEmpty();
        List<Event> events = lab.rds
                .describeEvents(request -> request.sourceType(SourceType.BLUE_GREEN_DEPLOYMENT)
                        .sourceIdentifier(lab.deployment().blueGreenDeploymentIdentifier())
                        .startTime(Lab.START))
                .events();
        assertThat(events.stream()
                        .flatMap(each -> each.eventCategories().stream())
                        .collect(Collectors.toSet()))
                .containsExactly("creation");
    }

    private List<BlueGreenDeployment> filtered(String name, String value) {
        Filter filter = Filter.builder().name(name).values(value).build();
        return lab.rds
                .describeBlueGreenDeployments(request -> request.filters(filter))
                .blueGreenDeployments();
    }
}
