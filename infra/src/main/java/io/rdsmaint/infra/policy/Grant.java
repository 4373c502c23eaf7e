package io.rdsmaint.infra.policy;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * One allowing statement of a policy, with its reason.
 *
 * @param sid the statement's id; what the platform does in the function's name begins with {@code Platform}
 * @param why what it is for, and why it is no narrower
 * @param actions the IAM actions
 * @param resources ARNs, or {@code *} where the actions know no resource
 * @param conditions operator to condition key to value
 */
public record Grant(
        String sid,
        String why,
        List<String> actions,
        List<String> resources,
        Map<String, Map<String, Object>> conditions) {

    /** For actions that know no resource type, and so no other resource than this. */
    static final List<String> ANY = List.of("*");

    /** Without conditions. */
    public Grant(String sid, String why, List<String> actions, List<String> resources) {
        this(sid, why, actions, resources, Map.of());
    }

    /** A policy that allows this and nothing else. */
    public static PolicyDocument policy(List<Grant> grants) {
        return PolicyDocument.Builder.create()
                .statements(grants.stream().map(Grant::statement).toList())
                .build();
    }

    private PolicyStatement statement() {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .effect(Effect.ALLOW)
                .actions(actions)
                .resources(resources)
                .conditions(conditions)
                .build();
    }
}
