package io.rdsmaint.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.infra.policy.FamilyGrants;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void waitsThatEventsEndNeedAFamilyOfWhichEventsTell() {
        assertThat(Deployments.options(Map.of("wake", "true")).wake()).isTrue();
        assertThat(Deployments.options(Map.of()).wake()).isFalse();
        assertThatThrownBy(() -> Deployments.options(Map.of("wake", "true", "families", "recovery")))
                .hasMessageContaining("wake has nothing to wait for");
    }

    @Test
    void withoutAChoiceATagAllows() {
        assertThat(Options.defaults().allowTag()).contains(new Options.Tag("rds-maint-machine", "allowed"));
        assertThat(Options.defaults().busName()).isEqualTo("default");
    }

    @Test
    void operationsAreKeptInATableUnlessABucketIsChosen() {
        assertThat(Options.defaults().store()).isEqualTo(Options.Store.DYNAMODB);
        assertThat(Deployments.options(Map.of("store", "s3")).store()).isEqualTo(Options.Store.S3);
    }

    @Test
    void aTagsValueMayHoldEqualSigns() {
        assertThat(Deployments.options(Map.of("allow-tag", "team=a=b")).allowTag())
                .contains(new Options.Tag("team", "a=b"));
    }

    @Test
    void namesReplaceTheTag() {
        Options options = Deployments.options(Map.of("allow-cluster", "orders, billing-*"));
        assertThat(options.allowTag()).isEmpty();
        assertThat(options.allowClusters()).containsExactly("orders", "billing-*");
        assertThat(options.allowInstances()).containsExactly("orders-*", "billing-*");
    }

    @Test
    void auroraIsDeployedUnlessOthersAreChosenAndEachFamilyHasItsGrants() {
        assertThat(Options.defaults().families()).containsExactly("aurora");
        assertThat(Deployments.options(Map.of("families", "aurora,sql")).families())
                .containsExactly("aurora", "sql");
        assertThat(Options.FAMILIES).containsExactlyInAnyOrderElementsOf(FamilyGrants.ALL.keySet());
        assertThatThrownBy(() -> Deployments.options(Map.of("families", "aurora,moon")))
                .hasMessageContaining("families has 'moon'; there are aurora");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        Map<String, String> wrong = Map.of(
                "allow-tag", "aws:team=dba",
                "allow-instance", "9lives",
                "allow-region", "moon",
                "allow-role", "admin",
                "kms-key", "alias/mine",
                "bus", "my bus",
                "store", "postgres");
        assertThatThrownBy(() -> Deployments.options(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("allow-tag is 'aws:team=dba'", "allow-instance is '9lives'", "allow-region is 'moon'")
                .contains("allow-role is 'admin'", "kms-key is 'alias/mine'", "bus is 'my bus'")
                .contains("store is 'postgres' but must be dynamodb or s3");
    }

    @Test
    void whatANotificationNeedsIsAskedForAtOnce() {
        Map<String, String> wrong = Map.of(
                "slack-channel", "general",
                "slack-secret", "slack",
                "webhook-url", "http://example.com/\"",
                "webhook-header", "X-Key",
                "pagerduty-region", "mars",
                "notify-email", "ann@example.com,nobody");
        assertThatThrownBy(() -> Deployments.options(wrong))
                .message()
                .contains("slack-channel is 'general'", "webhook-url and webhook-secret go together")
                .contains("webhook-url is 'http://example.com/\"'", "pagerduty-region goes with pagerduty-secret")
                .contains("pagerduty-region is 'mars'", "notify-email is 'nobody'")
                .as("both are there, if one of them wrongly")
                .doesNotContain("slack-channel and slack-secret go together", "webhook-header goes with");
        assertThatThrownBy(() -> Deployments.options(Map.of("webhook-header", "X-Key", "slack-secret", "slack")))
                .hasMessageContaining("webhook-header goes with webhook-url")
                .hasMessageContaining("slack-channel and slack-secret go together");
        assertThat(Deployments.options(Map.of()).notifications().any()).isFalse();
    }

    @Test
    void upkeepHasItsUsualValuesAndLimits() {
        UpkeepOptions usual = Options.defaults().upkeep();
        assertThat(usual.sweepMinutes()).isEqualTo(10);
        assertThat(usual.questionAlarmMinutes()).isEqualTo(30);
        assertThat(usual.logRetentionDays()).isEqualTo(90);
        assertThat(usual.keepRecords()).isTrue();
        assertThat(Deployments.options(Map.of("vpc", "none", "tag", "team=dba,cost=1"))
                        .upkeep()
                        .tags())
                .isEqualTo(Map.of("team", "dba", "cost", "1"));
        Map<String, String> wrong = Map.of(
                "sweep-minutes", "61",
                "question-alarm-minutes", "soon",
                "log-retention", "100",
                "runbook-url", "docs/runbook.md",
                "removal-policy", "maybe",
                "alarm-email", "nobody",
                "vpc", "vpc-1",
                "tag", "rds-maint-operation=x,a=1,a=2,b",
                "store", "paper");
        assertThatThrownBy(() -> Deployments.options(wrong))
                .message()
                .contains("sweep-minutes is '61' but must be from 1 to 60", "question-alarm-minutes is 'soon'")
                .contains("log-retention is '100' but must be one of [1, 3, 5, 7, 14")
                .contains("removal-policy is 'maybe'", "alarm-email is 'nobody'", "vpc is 'vpc-1' but must be none")
                .contains("tag rds-maint-operation is one that operations set", "tag a is given twice", "tag is 'b'")
                .contains("store is 'paper'", "runbook-url is 'docs/runbook.md' but must be a URL");
    }

    @Test
    void tagAndNamesExcludeEachOther() {
        assertThatThrownBy(() -> Deployments.options(Map.of("allow-tag", "a=b", "allow-cluster", "orders")))
                .hasMessageContaining("exclude each other");
        assertThatThrownBy(() -> Deployments.options(Map.of("allow-instance", "orders-1")))
                .hasMessageContaining("allow-instance goes with allow-cluster");
    }
}
