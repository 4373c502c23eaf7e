package io.rdsmaint.restore.plan;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Finding.Severity;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.gateway.network.SecurityGroup;
import io.rdsmaint.gateway.network.SecurityGroupGateway;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the security groups of isolation isolate: a group with a rule lets somebody in, or lets the copy, with its foreign servers and
 * extensions, call out.
 */
record NetworkChecks(SecurityGroupGateway network, String region) {
    /**
     * What stands against them.
     *
     * @param isolation the groups of isolation
     * @param present the groups that the target has, which are in its network
     * @param last the groups that its successor is to have in the end
     * @param vpc the network of the successor's subnets, which all groups must be of; empty where it is not known
     */
    List<Finding> of(List<String> isolation, List<String> present, List<String> last, String vpc) {
        Set<String> asked = new LinkedHashSet<>(isolation);
        asked.addAll(present);
        asked.addAll(last);
        Map<String, SecurityGroup> known;
        try {
            known = network.groups(asked).stream().collect(Collectors.toMap(SecurityGroup::id, Function.identity()));
        } catch (LastingFailure e) {
            return List.of(new Finding(
                    "isolation-rules-unseen",
                    Severity.REFUSE,
                    "the rules of " + String.join(", ", isolation) + " can't be looked at: " + e.getMessage(),
                    "let the function's role do ec2:DescribeSecurityGroups (scripts/deploy gives it; a boundary or a policy of"
                            + " the organization may take it away); what it would see: " + rules(isolation)));
        }
        List<Finding> findings = new ArrayList<>();
        List<String> missing =
                asked.stream().filter(id -> !known.containsKey(id)).toList();
        if (!missing.isEmpty()) {
            refuse(
                    findings,
                    "group-missing",
                    "there is no security group " + String.join(", ", missing) + " in " + region,
                    "give groups that are there: aws ec2 describe-security-groups --region " + region);
        }
        isolation.stream()
                .filter(known::containsKey)
                .map(known::get)
                .filter(group -> group.inbound() + group.outbound() > 0)
                .forEach(group -> refuse(
                        findings,
                        "isolation-has-rules",
                        group.id() + " has " + group.inbound() + " inbound and " + group.outbound() + " outbound rules",
                        "an isolation group has none, or the copy is reached, or calls out: "
                                + rules(List.of(group.id()))));
        Set<String> networks = vpc.isEmpty() ? networks(known, present) : Set.of(vpc);
        List<String> elsewhere = asked.stream()
                .flatMap(id -> Stream.ofNullable(known.get(id)))
                .filter(group -> !networks.isEmpty() && !networks.contains(group.vpcId()))
                .map(SecurityGroup::id)
                .toList();
        if (!elsewhere.isEmpty()) {
            refuse(
                    findings,
                    "group-of-other-network",
                    String.join(", ", elsewhere) + " is of another network than the cluster, which is in "
                            + String.join(", ", networks),
                    "give groups of that one: aws ec2 describe-security-groups --region " + region
                            + " --filters Name=vpc-id,Values=" + String.join(",", networks));
        }
        return findings;
    }

    private static Set<String> networks(Map<String, SecurityGroup> known, List<String> present) {
        return present.stream()
                .flatMap(id -> Stream.ofNullable(known.get(id)))
                .map(SecurityGroup::vpcId)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void refuse(List<Finding> findings, String code, String observed, String wayOut) {
        findings.add(new Finding(code, Severity.REFUSE, observed, wayOut));
    }

    private String rules(List<String> groups) {
        return "aws ec2 describe-security-group-rules --region " + region + " --filters Name=group-id,Values="
                + String.join(",", groups);
    }
}
