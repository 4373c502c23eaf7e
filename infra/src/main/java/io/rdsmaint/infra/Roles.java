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
public final class Roles {
    private Roles() {}

    /** Lambda names no source account when it assumes a role, so the trust cannot ask for one. */
    static IRole forLambda(Construct scope, String id, List<Grant> grants) {
        return create(scope, id, new ServicePrincipal("lambda.amazonaws.com"), grants);
    }

    /** For Step Functions, when it acts for this account. */
    public static IRole forStepFunctions(Construct scope, String id, List<Grant> grants) {
        return create(scope, id, ofThisAccount("states.amazonaws.com"), grants);
    }

    /** For the rules of this account, to call one target. */
    public static IRole forRules(Construct scope, String id, Grant grant) {
        return create(scope, id, ofThisAccount("events.amazonaws.com"), List.of(grant));
    }

    private static ServicePrincipal ofThisAccount(String service) {
        return ServicePrincipal.Builder.create(service)
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                .build();
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
