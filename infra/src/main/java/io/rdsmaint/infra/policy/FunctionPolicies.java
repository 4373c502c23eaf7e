package io.rdsmaint.infra.policy;

import io.rdsmaint.infra.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The statements of the function's role, as policies that IAM takes. What doesn't fit into one policy goes on in a further one, a
 * statement with too many resources in several; what fits into no number of policies that a role may have is refused.
 *
 * @param inline what is in the role itself
 * @param managed what is attached to it
 */
public record FunctionPolicies(List<Grant> inline, List<Managed> managed) {
    /** What remains for a statement of a managed policy. */
    private static final int STATEMENT = PolicySize.MANAGED - PolicySize.of(List.of());

    public FunctionPolicies {
        inline = List.copyOf(inline);
        managed = List.copyOf(managed);
    }

    /**
     * One managed policy.
     *
     * @param id its logical id, the same for as long as the options are
     */
    public record Managed(String id, String description, List<Grant> grants) {
        public Managed {
            grants = List.copyOf(grants);
        }
    }

    /**
     * Splits.
     *
     * @param base what every operation needs
     * @throws IllegalArgumentException when a role can't have as many policies, with what to choose instead
     */
    public static FunctionPolicies of(Options options, List<Grant> base) {
        List<List<Grant>> own = pack(base, PolicySize.INLINE);
        List<Managed> managed = new ArrayList<>(
                numbered("FunctionPolicy", "What the function's role has no room for.", own.subList(1, own.size()), 2));
        for (FamilyGrants family : FamilyGrants.of(options)) {
            for (FamilyGrants.Part part : family.parts()) {
                managed.addAll(numbered(part.id(), part.description(), pack(part.grants(), PolicySize.MANAGED), 1));
            }
        }
        if (managed.size() > PolicySize.ATTACHED) {
            throw new IllegalArgumentException(tooMuch(options, managed.size()));
        }
        return new FunctionPolicies(own.getFirst(), managed);
    }

    private static String tooMuch(Options options, int policies) {
        return ("wrong options: %d cluster names, %d instance names, %d regions and %d roles need %d managed policies of %,d"
                        + " characters on the function's role, and IAM attaches no more than %d. Allow clusters by tag"
                        + " (--allow-tag), or several by one name that ends in * (--allow-cluster 'orders-*'), or make"
                        + " a deployment for some of them")
                .formatted(
                        options.allowClusters().size(),
                        options.allowInstances().size(),
                        Math.max(1, options.allowRegions().size()),
                        options.allowRoles().size(),
                        policies,
                        PolicySize.MANAGED,
                        PolicySize.ATTACHED);
    }

    private static List<Managed> numbered(String id, String description, List<List<Grant>> policies, int first) {
        List<Managed> all = new ArrayList<>();
        for (List<Grant> grants : policies) {
            int number = first + all.size();
            all.add(new Managed(number == 1 ? id : id + number, description, grants));
        }
        return all;
    }

    /**
     * In their order, each policy as full as it gets.
     *
     * @param first the room of the first policy; the further ones are managed
     */
    private static List<List<Grant>> pack(List<Grant> grants, int first) {
        List<List<Grant>> policies = new ArrayList<>();
        List<Grant> current = new ArrayList<>();
        policies.add(current);
        for (Grant grant : grants.stream().flatMap(FunctionPolicies::parts).toList()) {
            int room = policies.size() == 1 ? first : PolicySize.MANAGED;
            if (PolicySize.of(current) + PolicySize.of(grant) > room) {
                current = new ArrayList<>();
                policies.add(current);
            }
            current.add(grant);
        }
        return policies;
    }

    /** The statement, or as many with a part of its resources each as it takes for each to fit into a policy. */
    private static Stream<Grant> parts(Grant grant) {
        if (PolicySize.of(grant) <= STATEMENT) {
            return Stream.of(grant);
        }
        List<Grant> parts = new ArrayList<>();
        List<String> resources = new ArrayList<>();
        for (String resource : grant.resources()) {
            resources.add(resource);
            if (PolicySize.of(part(grant, parts.size(), resources)) > STATEMENT) {
                resources.removeLast();
                parts.add(part(grant, parts.size(), resources));
                resources = new ArrayList<>(List.of(resource));
            }
        }
        parts.add(part(grant, parts.size(), resources));
        return parts.stream();
    }

    private static Grant part(Grant grant, int before, List<String> resources) {
        String sid = before == 0 ? grant.sid() : grant.sid() + (before + 1);
        return new Grant(sid, grant.why(), grant.actions(), List.copyOf(resources), grant.conditions());
    }
}
