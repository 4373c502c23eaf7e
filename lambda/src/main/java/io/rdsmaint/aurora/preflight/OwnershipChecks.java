package io.rdsmaint.aurora.preflight;

import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.TagLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** May this deployment touch the cluster, and who else believes to own it? */
public final class OwnershipChecks {
    static final Check<Look> ACCOUNT = new Check<>("account", OwnershipChecks::account);
    static final Check<Look> ALLOWED = new Check<>("allow-tag", OwnershipChecks::allowed);
    static final Check<Look> MARK = new Check<>("marked-by-another", OwnershipChecks::mark);
    static final Check<Look> LEFTOVER = new Check<>("leftover-instance", OwnershipChecks::leftover);
    static final Check<Look> TAGS = new Check<>("tag-limits", OwnershipChecks::tags);

    /** The function may not use the cluster's key. */
    public static final Check<Look> KEY = new Check<>("customer-key", OwnershipChecks::key);

    static final Check<Look> INFRASTRUCTURE_CODE = new Check<>("infrastructure-as-code", OwnershipChecks::stack);

    /** Its place among the parts of an ARN. */
    private static final int ACCOUNT_IN_ARN = 4;

    private static final String STACK = "aws:cloudformation:stack-name";

    private OwnershipChecks() {}

    static List<Check<Look>> all() {
        return List.of(ACCOUNT, ALLOWED, MARK, LEFTOVER, TAGS, KEY, INFRASTRUCTURE_CODE);
    }

    private static void account(Look look, Found found) {
        String[] arn = look.cluster().arn().split(":", -1);
        String owner = arn.length > ACCOUNT_IN_ARN ? arn[ACCOUNT_IN_ARN] : "";
        if (!owner.equals(look.seen().account())) {
            found.refuse(
                    "the credentials belong to account %s, cluster %s to account %s; both must be the same"
                            .formatted(look.seen().account(), look.cluster().id(), owner),
                    "name a role of account " + owner + " in role_arn");
        }
    }

    /** What an earlier operation made for its own time would be changed, counted as a reader and paid for like the others. */
    private static void leftover(Look look, Found found) {
        for (Instance instance : look.seen().instances().values()) {
            String made = instance.tags().getOrDefault(Ownership.TAG, "");
            if (!made.isEmpty() && !made.equals(look.scope().operationId())) {
                found.warn(
                        "%s was made by operation %s for its own time and is a member still: it is changed and counted like the others"
                                .formatted(instance.id(), made),
                        "delete it first if nobody uses it: "
                                + look.rds("delete-db-instance --skip-final-snapshot --db-instance-identifier "
                                        + instance.id())
                                + "; to keep it, take off its tag "
                                + Ownership.TAG);
            }
        }
    }

    private static void allowed(Look look, Found found) {
        Scoping.AllowTag tag = look.scoping().allowTag();
        if (look.scoping().allowedByName(look.cluster().id())) {
            allowedMembers(look, found);
            return;
        }
        if (tag == null) {
            found.refuse(
                    "cluster %s matches none of the allowed patterns: %s"
                            .formatted(
                                    look.cluster().id(),
                                    String.join(", ", look.scoping().allowClusters())),
                    "deploy again with --allow-cluster " + look.cluster().id());
            return;
        }
        Map<String, Map<String, String>> resources = new LinkedHashMap<>();
        resources.put(look.cluster().arn(), look.cluster().tags());
        for (Instance instance : look.touched()) {
            resources.put(instance.arn(), instance.tags());
        }
        if (look.temporary()) {
            resources.putAll(look.seen().endpointTags());
        }
        List<String> missing = resources.entrySet().stream()
                .filter(r -> !tag.value().equals(r.getValue().get(tag.key())))
                .map(Map.Entry::getKey)
                .toList();
        if (!missing.isEmpty()) {
            found.refuse(
                    "the tag %s=%s, by which this deployment may change a resource, is missing on %s"
                            .formatted(tag.key(), tag.value(), String.join(", ", missing)),
                    missing.stream()
                            .map(arn -> look.rds("add-tags-to-resource --resource-name %s --tags Key=%s,Value=%s"
                                    .formatted(arn, tag.key(), tag.value())))
                            .reduce((a, b) -> a + " && " + b)
                            .orElseThrow());
        }
    }

    /** Where a cluster is allowed by name, so are its members: one named otherwise would be denied in the middle. */
    private static void allowedMembers(Look look, Found found) {
        Stream<String> instances = look.touched().stream().map(Instance::id);
        Stream<String> endpoints = look.temporary()
                ? look.seen().endpointTags().keySet().stream().map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
                : Stream.empty();
        List<String> others = Stream.concat(instances, endpoints)
                .filter(name -> !look.scoping().allowedInstance(name))
                .toList();
        if (!others.isEmpty()) {
            found.refuse(
                    "%s: the deployment may change only instances and custom endpoints named %s"
                            .formatted(
                                    String.join(", ", others),
                                    String.join(", ", look.scoping().allowInstances())),
                    "deploy again with all options and "
                            + others.stream()
                                    .map(name -> "--allow-instance " + name)
                                    .collect(Collectors.joining(" ")));
        }
    }

    private static void mark(Look look, Found found) {
        String mark = look.cluster().tags().get(Mark.TAG);
        if (mark == null || mark.equals(look.scoping().mark(look.scope().operationId()))) {
            return;
        }
        String observed = "cluster %s carries the mark %s=%s of another operation"
                .formatted(look.cluster().id(), Mark.TAG, mark);
        String remove = look.rds("remove-tags-from-resource --resource-name %s --tag-keys %s"
                .formatted(look.cluster().arn(), Mark.TAG));
        if (Mark.isOfDeployment(mark, look.scoping().deployment())) {
            found.warn(
                    observed + " of this deployment",
                    "nothing to do: only one operation at a time holds the cluster, and a left-over mark is replaced");
        } else {
            found.refuse(
                    observed + " of deployment " + Mark.deployment(mark) + "; only one may work on a cluster",
                    "end that operation there first; if that deployment no longer exists, remove the mark: " + remove);
        }
    }

    /** The mark, and the tags of the temporary instance, must be such that AWS takes them. */
    private static void tags(Look look, Found found) {
        String mark = look.scoping().mark(look.scope().operationId());
        if (!TagLimits.takes(mark)) {
            found.refuse(
                    "the mark %s=%s is no tag that AWS takes: at most %d characters, letters, digits, white space and _.:/=+-@"
                            .formatted(Mark.TAG, mark, TagLimits.LONGEST_VALUE),
                    "deploy under a shorter or plainer name: it is the first part of the mark");
        }
        Map<String, String> marked = new LinkedHashMap<>(look.cluster().tags());
        marked.put(Mark.TAG, mark);
        if (look.scope().replaces()) {
            copies(marked, look, found);
            return;
        }
        full("cluster " + look.cluster().id(), look.cluster().arn(), marked, look, found);
        ChangeScope.Temporary temporary = look.scope().temporary();
        if (temporary == null || look.seen().instance(temporary.id()).isPresent()) {
            return;
        }
        look.seen()
                .writerInstance()
                .or(() -> look.seen().instances().values().stream().findFirst())
                .ifPresent(like -> full(
                        "the temporary instance, with the tags of " + like.id() + ",",
                        like.arn(),
                        Ownership.copied(like.tags(), look.scope().operationId()),
                        look,
                        found));
    }

    /** AWS gives green the tags of blue, and the operation sets its own on each of its resources beside the mark. */
    private static void copies(Map<String, String> marked, Look look, Found found) {
        Map<String, Map<String, String>> blue = new LinkedHashMap<>();
        blue.put(look.cluster().arn(), marked);
        look.seen().instances().values().forEach(i -> blue.put(i.arn(), i.tags()));
        blue.putAll(look.seen().endpointTags());
        blue.forEach((arn, tags) -> full(
                "the green copy of " + arn,
                arn,
                Ownership.copied(tags, look.scope().operationId()),
                look,
                found));
    }

    /** Whoever makes what is encrypted needs grants for the key; AWS's own key needs none, and looks like any other here. */
    private static void key(Look look, Found found) {
        String key = look.cluster().features().kmsKey();
        if (key == null
                || !look.scope().makesInstances()
                || look.scoping().kmsKeys().contains(key)) {
            return;
        }
        found.warn(
                "cluster %s is encrypted with %s, which this deployment was not given: if it is a customer's key, what the operation makes is refused"
                        .formatted(look.cluster().id(), key),
                "a customer's key is one for which this says CUSTOMER: aws kms describe-key --query KeyMetadata.KeyManager --key-id "
                        + key + " --region " + look.seen().region()
                        + " ; deploy again with all options and --kms-key " + key
                        + ", and let the key's own policy allow the function's role");
    }

    private static void full(String what, String arn, Map<String, String> tags, Look look, Found found) {
        long counted = TagLimits.counted(tags);
        if (counted > TagLimits.MOST) {
            found.refuse(
                    "%s would have %d tags with the one that the operation sets; AWS allows %d"
                            .formatted(what, counted, TagLimits.MOST),
                    "take one off that nobody needs: "
                            + look.rds("remove-tags-from-resource --resource-name " + arn + " --tag-keys KEY"));
        }
    }

    private static void stack(Look look, Found found) {
        Map<String, Map<String, String>> resources = new LinkedHashMap<>();
        resources.put("cluster " + look.cluster().id(), look.cluster().tags());
        look.changed().forEach(i -> resources.put("instance " + i.id(), i.tags()));
        List<String> owned = new ArrayList<>();
        resources.forEach((name, tags) -> owner(tags).ifPresent(o -> owned.add(name + " by " + o)));
        if (!owned.isEmpty()) {
            found.warn(
                    "managed by infrastructure code: " + String.join("; ", owned)
                            + ". Its next run would put back what is changed here",
                    "change that code when this has ended: the final report has the lines");
        }
    }

    private static java.util.Optional<String> owner(Map<String, String> tags) {
        if (tags.containsKey(STACK)) {
            return java.util.Optional.of("CloudFormation stack " + tags.get(STACK));
        }
        return tags.entrySet().stream()
                .filter(t -> !t.getKey().startsWith("aws:"))
                .filter(t -> names(t.getKey()) || (managedBy(t.getKey()) && names(t.getValue())))
                .map(t -> t.getKey() + "=" + t.getValue())
                .sorted()
                .findFirst();
    }

    private static boolean managedBy(String key) {
        String plain = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return plain.equals("managedby") || plain.equals("provisionedby") || plain.equals("createdby");
    }

    private static boolean names(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        return plain.contains("terraform")
                || plain.contains("opentofu")
                || plain.contains("pulumi")
                || plain.contains("cloudformation")
                || plain.contains("cdk");
    }
}
