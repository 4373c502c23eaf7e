package io.rdsmaint.infra.policy;

import io.rdsmaint.infra.Options;
import io.rdsmaint.infra.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What operations may do that launch source servers elsewhere: those that carry the tag of {@code --allow-server-tag}. The service
 * launches with the rights of whoever calls it, so the function's role has EC2 rights that count only where a service of AWS uses them.
 */
public record RecoveryGrants(Options options) implements FamilyGrants {
    /** The id of its policy. */
    public static final String PART = "RecoveryPolicy";

    /** On jobs, beside the mark: which wave, attempt and portion. */
    private static final String PART_TAG = "rds-maint-part";

    /** The automations that may run before and after waves have names that begin so. */
    private static final String HOOKS = "automation-definition/rds-maint-*";

    private static final Map<String, Object> THROUGH_AWS = Map.of("aws:ViaAWSService", "true");

    @Override
    public List<Grant> base() {
        return List.of();
    }

    @Override
    public List<Part> parts() {
        return List.of(new Part(PART, "For recoveries: launches of source servers, and the end of drills.", all()));
    }

    @Override
    public List<String> endingEvents() {
        return List.of();
    }

    @Override
    public boolean readsDefinitions() {
        return true;
    }

    /** All of it, with its reasons. */
    public List<Grant> all() {
        Scope scope = new Scope(options);
        List<Grant> grants = new ArrayList<>();
        grants.add(new Grant(
                "LookAtRecoveries",
                "Source servers, jobs and what they launched, and whether that is well: lists know no resource.",
                List.of(
                        "drs:DescribeJobLogItems",
                        "drs:DescribeJobs",
                        "drs:DescribeRecoveryInstances",
                        "drs:DescribeRecoverySnapshots",
                        "drs:DescribeSourceServers",
                        "drs:GetLaunchConfiguration",
                        "ec2:DescribeInstanceStatus",
                        "ssm:DescribeInstanceInformation",
                        "ssm:GetAutomationExecution"),
                Grant.ANY,
                scope.inRegions()));
        grants.add(new Grant(
                "LaunchServers",
                "Drills and recoveries of the servers in scope.",
                List.of("drs:StartRecovery"),
                scope.of("drs", Stream.of("source-server/*")),
                server()));
        grants.add(new Grant(
                "MarkServers",
                "The mark that keeps other operations away, and no other tag.",
                List.of("drs:TagResource", "drs:UntagResource"),
                scope.of("drs", Stream.of("source-server/*")),
                and(server(), keys(List.of(Product.MARK_TAG)))));
        grants.add(new Grant(
                "MarkJobs",
                "The tags by which a job is known to be ours: without them nothing is launched.",
                List.of("drs:TagResource"),
                scope.of("drs", Stream.of("job/*")),
                keys(List.of(Product.MARK_TAG, PART_TAG))));
        grants.add(new Grant(
                "TerminateDrills",
                "What a launch made carries no tag of ours: the function terminates drills of its own jobs, and of a recovery what a person has confirmed.",
                List.of("drs:TerminateRecoveryInstances"),
                scope.of("drs", Stream.of("recovery-instance/*"))));
        grants.addAll(ofTheCaller(scope));
        grants.add(new Grant(
                "RunHooks",
                "Automations before and after waves, by the beginning of their names.",
                List.of("ssm:StartAutomationExecution"),
                scope.of("ssm", Stream.of(HOOKS + ":*"))));
        options.recovery()
                .reportBucket()
                .ifPresent(bucket -> grants.add(new Grant(
                        "WriteReports",
                        "Evidence of drills and recoveries.",
                        List.of("s3:PutObject"),
                        List.of("arn:%s:s3:::%s/*".formatted(software.amazon.awscdk.Aws.PARTITION, bucket)))));
        return scope.bound(grants.stream());
    }

    /** What the service does with the rights of whoever calls it. */
    private List<Grant> ofTheCaller(Scope scope) {
        List<Grant> grants = new ArrayList<>();
        grants.add(new Grant(
                "PlatformLaunch",
                "StartRecovery and TerminateRecoveryInstances act with the caller's rights in EC2; only where AWS calls.",
                List.of(
                        "ec2:AttachVolume",
                        "ec2:CreateLaunchTemplate",
                        "ec2:CreateLaunchTemplateVersion",
                        "ec2:CreateNetworkInterface",
                        "ec2:CreateSnapshot",
                        "ec2:CreateTags",
                        "ec2:CreateVolume",
                        "ec2:DeleteLaunchTemplateVersions",
                        "ec2:DeleteNetworkInterface",
                        "ec2:DeleteSnapshot",
                        "ec2:DeleteVolume",
                        "ec2:Describe*",
                        "ec2:DetachVolume",
                        "ec2:GetEbsDefaultKmsKeyId",
                        "ec2:GetEbsEncryptionByDefault",
                        "ec2:ModifyInstanceAttribute",
                        "ec2:ModifyLaunchTemplate",
                        "ec2:RunInstances",
                        "ec2:StartInstances",
                        "ec2:StopInstances",
                        "ec2:TerminateInstances"),
                Grant.ANY,
                and(scope.inRegions(), Map.of("Bool", THROUGH_AWS))));
        grants.add(new Grant(
                "PlatformPassRoles",
                "The roles of the service's own conversion servers and of what it launches; other instance profiles of launch"
                        + " templates need a statement of yours.",
                List.of("iam:PassRole"),
                List.of(Arns.in("iam", "", "role/service-role/AWSElasticDisasterRecovery*")),
                Map.of(
                        "StringEquals",
                        Map.of("iam:PassedToService", List.of("ec2.amazonaws.com", "ec2.amazonaws.com.cn")))));
        if (!options.kmsKeys().isEmpty()) {
            grants.add(new Grant(
                    "PlatformEncrypt",
                    "Volumes that are encrypted by these keys, for AWS's own services.",
                    List.of("kms:CreateGrant"),
                    options.kmsKeys(),
                    Map.of("Bool", Map.of("kms:GrantIsForAWSResource", "true"))));
        }
        return grants;
    }

    private Map<String, Map<String, Object>> server() {
        Options.Tag tag = options.recovery().serverTag();
        return Map.of("StringEquals", Map.of("aws:ResourceTag/" + tag.key(), tag.value()));
    }

    private static Map<String, Map<String, Object>> keys(List<String> keys) {
        return Map.of("ForAllValues:StringEquals", Map.of("aws:TagKeys", keys), "Null", Map.of("aws:TagKeys", "false"));
    }

    private static Map<String, Map<String, Object>> and(
            Map<String, Map<String, Object>> one, Map<String, Map<String, Object>> other) {
        Map<String, Map<String, Object>> both = new TreeMap<>(one);
        both.putAll(other);
        return both;
    }
}
