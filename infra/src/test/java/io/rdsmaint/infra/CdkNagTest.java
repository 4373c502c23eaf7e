package io.rdsmaint.infra;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.rdsmaint.infra.generate.Synthesized;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.deployment.Source;

class CdkNagTest {
    private static final String RDS = "arn:<AWS::Partition>:rds:<AWS::Region>:<AWS::AccountId>:";
    private static final String HERE = ":<AWS::Region>:<AWS::AccountId>:";

    private static final List<NagPackSuppression> EXPLAINED = List.of(
            explained(
                    "AwsSolutions-SF1",
                    "Only errors are logged: every other event holds data, and data holds task tokens."),
            explained(
                    "AwsSolutions-SF2",
                    "The machine that mails makes one call, and keeps what it could not mail; ours is traced."),
            explained(
                    "AwsSolutions-SQS3",
                    "It is the dead-letter queue itself, of rules and of the function's invocations."),
            explained(
                    "AwsSolutions-S1",
                    "Who reads or writes operations is told by data events of CloudTrail, which need no second bucket."),
            explained("AwsSolutions-CFR1", "People answer from wherever they are; who they are the login tells."),
            explained("AwsSolutions-CFR2", "Each request has a token that is checked first, and the stage throttles."),
            explained(
                    "AwsSolutions-CFR3",
                    "Each request to the API is logged by its stage, with who sent it; the files are this repository's."),
            explained(
                    "AwsSolutions-CFR4", "The address is CloudFront's own, whose TLS CloudFront chooses; HSTS is on."),
            explained("AwsSolutions-COG3", "A plan that is paid for by the user; a second factor is required instead."),
            explained(
                    "AwsSolutions-IAM4", "Of the CDK's own function that uploads the page while a stack is deployed."),
            explained("AwsSolutions-L1", "Of the CDK's own function that uploads the page while a stack is deployed."),
            NagPackSuppression.builder()
                    .id("AwsSolutions-IAM5")
                    .reason(
                            "Of the CDK's own function that uploads the page: its files, from the CDK's bucket to the page's.")
                    .appliesTo(
                            List.of(
                                    "Action::s3:Abort*",
                                    "Action::s3:DeleteObject*",
                                    "Action::s3:GetBucket*",
                                    "Action::s3:GetObject*",
                                    "Action::s3:List*",
                                    "Resource::<ConsoleFiles2D43986C.Arn>/*",
                                    "Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*"))
                    .build(),
            wildcards(
                    "Objects of one kind, in a bucket that holds nothing else.",
                    "<Bucket.Arn>/operations/*",
                    "<Bucket.Arn>/locks/*",
                    "<Bucket.Arn>/events/*",
                    "<Bucket.Arn>/executions/*",
                    "<Bucket.Arn>/history/*",
                    "<Bucket.Arn>/labels/*",
                    "<Bucket.Arn>/durations/*",
                    "<Bucket.Arn>/wake/*",
                    "<Bucket.Arn>/live/*"),
            wildcards("These actions know no resource; where they read, a condition keeps them to our regions.", "*"),
            wildcards(
                    "Reads; and what AWS does at a blue/green deployment, for which it takes no part of a name: changes"
                            + " and deletions are narrowed by our own tag.",
                    RDS + "*"),
            wildcards(
                    "Reads only: global clusters belong to no region.",
                    "arn:<AWS::Partition>:rds::<AWS::AccountId>:global-cluster:*"),
            wildcards(
                    "Narrowed by the tag that allows a cluster, an instance or an endpoint.",
                    RDS + "cluster:*",
                    RDS + "db:*",
                    RDS + "cluster-endpoint:*"),
            wildcards(
                    "Narrowed by the tag that allows a secret.",
                    "arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:*"),
            wildcards(
                    "Narrowed by our own tag, given at creation; the groups are the writer's and unknown before.",
                    RDS + "db:*-maint-????????",
                    RDS + "pg:*",
                    RDS + "subgrp:*",
                    RDS + "og:default:*"),
            wildcards(
                    "Narrowed by the part of the name that AWS gives to the green side, or adds to the old one.",
                    RDS + "cluster:*-green-*",
                    RDS + "db:*-green-*",
                    RDS + "cluster-endpoint:*-green-*",
                    RDS + "cluster:*-old*",
                    RDS + "db:*-old*",
                    RDS + "cluster-endpoint:*-old*",
                    RDS + "og:*"),
            wildcards(
                    "Narrowed by our own tag, or reads only.",
                    RDS + "deployment:*",
                    RDS + "cluster-pg:*",
                    RDS + "cluster-snapshot:*",
                    RDS + "cluster-snapshot:*-before-upgrade-????????",
                    RDS + "cluster-pg:*-aurora-*-cluster-????????",
                    RDS + "pg:*-aurora-*-instance-????????"),
            wildcards(
                    "A target's id is random; narrowed to the scaling of Aurora's readers by condition.",
                    "arn:<AWS::Partition>:application-autoscaling" + HERE + "scalable-target/*"),
            wildcards(
                    "Executions of this machine: their names are given by people and by the machine.",
                    "arn:<AWS::Partition>:states" + HERE + "execution:rds-maint-machine:*"));

    @ParameterizedTest
    @ValueSource(strings = {"dynamodb", "s3"})
    void nothingIsFoundThatIsNotExplained(String store, @TempDir Path directory) throws IOException {
        isClean(Deployments.options(Map.of("store", store)), directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamodb", "s3"})
    void norWithWaitsThatEventsEnd(String store, @TempDir Path directory) throws IOException {
        isClean(Deployments.options(Map.of("store", store, "wake", "true")), directory);
    }

    @Test
    void norWhenEverybodyIsTold(@TempDir Path directory) throws IOException {
        isClean(Deployments.options(Deployments.EVERYBODY_TOLD), directory);
    }

    @Test
    void norWithTheConsole(@TempDir Path directory) throws IOException {
        isClean(Deployments.options(Map.of("console", "true")), directory);
    }

    private static void isClean(Options options, Path directory) throws IOException {
        NodeJs.require();
        App app = new App(AppProps.builder()
                .outdir(directory.resolve("cdk.out").toString())
                .build());
        Path page = Files.createDirectory(directory.resolve("page"));
        Files.writeString(page.resolve("index.html"), "");
        MaintenanceStack stack = new MaintenanceStack(
                app,
                options,
                Code.fromAsset(Synthesized.emptyArtifact(directory).toString()),
                Optional.of(Source.asset(page.toString())));
        NagSuppressions.addStackSuppressions(stack, EXPLAINED);
        Aspects.of(app).add(new AwsSolutionsChecks());
        Annotations found = Annotations.fromStack(stack);
        assertThatCode(() -> {
                    found.hasNoError("*", Match.stringLikeRegexp("AwsSolutions-.*"));
                    found.hasNoWarning("*", Match.stringLikeRegexp("AwsSolutions-.*"));
                })
                .doesNotThrowAnyException();
    }

    private static NagPackSuppression explained(String rule, String why) {
        return NagPackSuppression.builder().id(rule).reason(why).build();
    }

    private static NagPackSuppression wildcards(String why, String... resources) {
        return NagPackSuppression.builder()
                .id("AwsSolutions-IAM5")
                .reason(why)
                .appliesTo(Stream.of(resources).map(arn -> "Resource::" + arn).toList())
                .build();
    }
}
