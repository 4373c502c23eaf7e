package io.rdsmaint.infra;

import io.rdsmaint.infra.policy.Grant;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** Roles that may do exactly what their grants say: nothing that CDK would add by itself. */
public final class Roles {
    private Roles() {}

    /**
     * Lambda names no source account when it assumes a role, so the trust cannot ask for one.
     *
     * @param more what doesn't fit into the role itself
     */
    static IRole forLambda(Construct scope, String id, List<Grant> grants, List<IManagedPolicy> more) {
        return create(scope, id, new ServicePrincipal("lambda.amazonaws.com"), grants, more);
    }

    /** A policy of its own. */
    static ManagedPolicy policy(Construct scope, String id, String description, List<Grant> grants) {
        ManagedPolicy policy = ManagedPolicy.Builder.create(scope, id)
                .description(description)
                .document(Grant.policy(grants))
                .build();
        LogicalIds.fix(policy, id);
        return policy;
    }

    /** For Step Functions, when it acts for this account. */
    public static IRole forStepFunctions(Construct scope, String id, List<Grant> grants) {
        return create(scope, id, ofThisAccount("states.amazonaws.com"), grants, List.of());
    }

    /** For the rules of this account, to call one target. */
    public static IRole forRules(Construct scope, String id, Grant grant) {
        return create(scope, id, ofThisAccount("events.amazonaws.com"), List.of(grant), List.of());
    }

    private static ServicePrincipal ofThisAccount(String service) {
        return ServicePrincipal.Builder.create(service)
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                .build();
    }

    private static IRole create(
            Construct scope, String id, ServicePrincipal principal, List<Grant> grants, List<IManagedPolicy> more) {
        Role role = Role.Builder.create(scope, id)
                .assumedBy(principal)
                .inlinePolicies(Map.of("Grants", Grant.policy(grants)))
                .managedPolicies(more)
                .build();
        LogicalIds.fix(role, id);
        return role.withoutPolicyUpdates();
    }
}
