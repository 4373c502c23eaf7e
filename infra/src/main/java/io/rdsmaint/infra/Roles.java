package io.rdsmaint.infra;

import io.rdsmaint.infra.policy.Grant;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** Roles that may do exactly what their grants say: nothing that CDK would add by itself. */
final class Roles {
    private Roles() {}

    /** Lambda names no source account when it assumes a role, so the trust cannot ask for one. */
    static IRole forLambda(Construct scope, String id, List<Grant> grants) {
        return create(scope, id, new ServicePrincipal("lambda.amazonaws.com"), grants);
    }

    /** For Step Functions, when it acts for this account. */
    static IRole forStepFunctions(Construct scope, String id, List<Grant> grants) {
        ServicePrincipal states = ServicePrincipal.Builder.create("states.amazonaws.com")
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                .build();
        return create(scope, id, states, grants);
    }

    private static IRole create(Construct scope, String id, ServicePrincipal principal, List<Grant> grants) {
        Role role = Role.Builder.create(scope, id)
                .assumedBy(principal)
                .inlinePolicies(Map.of("Grants", Grant.policy(grants)))
                .build();
        LogicalIds.fix(role, id);
        return role.withoutPolicyUpdates();
    }
}
