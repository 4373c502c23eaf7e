package io.rdsmaint.restore.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Identifier;
import io.rdsmaint.kit.RequestFields;
import io.rdsmaint.sql.pipeline.Phase;
import io.rdsmaint.sql.pipeline.Source;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a restore is asked to do, read once. What is absent is taken from the cluster that is there.
 *
 * @param unmasked somebody says that nothing need be masked
 * @param instances of the new cluster; empty for as many as there are, of the same classes
 * @param securityGroups of the new cluster in the end; empty for those that are there
 * @param isolation the security groups that it has before, and that the old one gets
 * @param database that is masked, or null for the one that the cluster was made with
 * @param otherDatabases whose rows need no masking
 * @param largeObjects what becomes of them, or null where nobody said
 * @param mask what makes the rows fit to be seen
 * @param users who may log in afterwards
 * @param grants what is run after that
 * @param copies of the snapshot, where it has to be copied
 * @param shape what the cluster is like where that is not taken from one that is there
 */
public record Parameters(
        Origin source,
        boolean unmasked,
        List<Member> instances,
        List<String> securityGroups,
        List<String> isolation,
        @Nullable String parameterGroup,
        @Nullable String instanceParameterGroup,
        @Nullable String kmsKey,
        @Nullable String database,
        List<String> otherDatabases,
        @Nullable LargeObjects largeObjects,
        Map<String, String> bindings,
        List<Phase> mask,
        List<User> users,
        List<Phase> grants,
        List<io.rdsmaint.sql.pipeline.Parameters.Check> verify,
        boolean beforeCutover,
        boolean beforeDelete,
        int holdHours,
        boolean finalSnapshot,
        Copies copies,
        Shape shape) {
    private static final Pattern GROUP = Pattern.compile("sg-[0-9a-f]{8,17}");
    private static final Pattern CLASS = Pattern.compile("db\\.[a-z0-9-]+(\\.[a-z0-9-]+)?");
    private static final Pattern DATABASE = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,62}");
    private static final Pattern ROLE = Pattern.compile("(?!pg_|rds)[a-z_][a-z0-9_]{0,62}");
    private static final Pattern SECRET =
            Pattern.compile("arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.{1,520}");
    private static final Pattern PLACEHOLDER = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Pattern SNAPSHOT = Pattern.compile(
            "(arn:aws[a-z-]*:rds:[a-z0-9-]+:[0-9]{12}:cluster-snapshot:)?(rds:)?[A-Za-z](-?[A-Za-z0-9])*");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]+");

    /** The longest time that a copy may be kept; chosen. */
    private static final int MOST_DAYS = 366;

    /** The field in which the definition with the defaults is taken down. */
    public static final String DEFAULTS = "defaults";

    /** The longest time that an old cluster may be kept: an execution lives for a year. */
    private static final int MOST_HOURS = 24 * 60;

    public Parameters {
        instances = List.copyOf(instances);
        securityGroups = List.copyOf(securityGroups);
        isolation = List.copyOf(isolation);
        otherDatabases = List.copyOf(otherDatabases);
        bindings = Map.copyOf(bindings);
        mask = List.copyOf(mask);
        users = List.copyOf(users);
        grants = List.copyOf(grants);
        verify = List.copyOf(verify);
    }

    /** What becomes of large objects, which no statement can mask. */
    public enum LargeObjects {
        UNLINK,
        KEEP;

        /** The word in requests. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Which snapshot. */
    public enum Mode {
        LATEST,
        LATEST_BEFORE,
        EXACT;

        /** The word in requests. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Where the rows come from.
     *
     * @param clusterId whose snapshot, or null where the snapshot is named
     * @param id of the snapshot, or null
     * @param before the snapshot is older than this, or null
     * @param region where it is, or null for where the target is
     * @param shared snapshots that other accounts let this one use are looked at, too
     */
    public record Origin(
            @Nullable String clusterId,
            Mode mode,
            @Nullable String id,
            @Nullable Instant before,
            int maxAgeHours,
            @Nullable String region,
            boolean shared) {

        /** Where the snapshot is, given where the target is. */
        public String regionOr(String target) {
            return region == null ? target : region;
        }
    }

    /**
     * How a snapshot is copied where it has to be.
     *
     * @param keepDays how long the copy that was restored is kept; 0 removes it at the end
     * @param always a snapshot that could be restored as it is is copied, too
     * @param firstKey of the copy in the source's region where there are two, or null for the account's own key of RDS
     */
    public record Copies(
            int keepDays, boolean always, @Nullable String firstKey) {}

    /**
     * An instance of the new cluster.
     *
     * @param tier promotion tier, 0 to 15
     */
    public record Member(String instanceClass, int tier) {}

    /**
     * Reads them.
     *
     * @throws InvalidRequest naming every problem
     */
    public static Parameters of(ObjectNode given) {
        RequestFields fields = RequestFields.ofParameters(given);
        Parameters read = read(fields);
        fields.requireNoProblems();
        return read;
    }

    private static Parameters read(RequestFields fields) {
        fields.object(DEFAULTS);
        notYet(fields);
        Origin source = source(fields.fields("source"));
        RequestFields sql = fields.fields("sql");
        Map<String, String> bindings = bindings(sql);
        List<Phase> mask = phases(sql, "mask");
        List<Phase> grants = phases(sql, "grants");
        sql.refuseOthers();
        RequestFields gates = fields.fields("gates");
        RequestFields old = fields.fields("old_cluster");
        Parameters read = new Parameters(
                source,
                fields.flag("unmasked").orElse(false),
                fields.each("instances").stream().map(Parameters::member).toList(),
                groups(fields, "security_groups"),
                groups(fields, "isolation_security_groups"),
                fields.text("cluster_parameter_group").orElse(null),
                fields.text("instance_parameter_group").orElse(null),
                fields.text("kms_key_id").orElse(null),
                fields.text("database", DATABASE, "a database's name").orElse(null),
                databases(fields),
                fields.choice(
                                "large_objects",
                                List.of(LargeObjects.values()),
                                LargeObjects::word,
                                "one of unlink and keep")
                        .orElse(null),
                bindings,
                mask,
                fields.each("users").stream().map(Parameters::user).toList(),
                grants,
                checks(fields),
                gates.flag("before_cutover").orElse(true),
                gates.flag("before_delete").orElse(false),
                old.number("hold_hours", 0, MOST_HOURS).orElse(12),
                old.flag("final_snapshot").orElse(true),
                copies(fields.fields("copies")),
                shape(fields));
        gates.refuseOthers();
        old.refuseOthers();
        if (read.unmasked() && !mask.isEmpty()) {
            fields.problem("unmasked", "it is true, and there is something to mask with", "leave one of them out");
        }
        return read;
    }

    /** What is known and not done: said in so many words rather than as an unknown field. */
    private static void notYet(RequestFields fields) {
        RequestFields credentials = fields.fields("credentials");
        credentials.choice(
                "mode", List.of("rds_managed"), w -> w, "rds_managed, the only mode that this version knows");
        credentials.refuseOthers();
    }

    /**
     * What the cluster is like, as far as somebody says so.
     *
     * @param anew there is no cluster of the name: nothing is replaced, and nothing can be taken from it
     * @param subnetGroup where its instances are, or null
     * @param port null for the engine's own, or that of the cluster that is there
     * @param serverless null for provisioned instances, or the range of the cluster that is there
     * @param tags beside those of the cluster that is there
     * @param protection from deletion, where nothing is replaced
     */
    public record Shape(
            boolean anew,
            @Nullable String subnetGroup,
            @Nullable Integer port,
            Cluster.@Nullable Serverless serverless,
            Map<String, String> tags,
            boolean protection) {
        public Shape {
            tags = Map.copyOf(tags);
        }
    }

    private static Shape shape(RequestFields fields) {
        boolean anew = fields.choice(
                        "strategy", List.of("replace", "create_new"), w -> w, "one of replace and create_new")
                .filter("create_new"::equals)
                .isPresent();
        OptionalInt port = fields.number("port", 1_150, 65_535);
        return new Shape(
                anew,
                fields.text("subnet_group").orElse(null),
                port.isPresent() ? port.getAsInt() : null,
                serverless(fields),
                tags(fields),
                fields.flag("deletion_protection").orElse(true));
    }

    /** In halves of a capacity unit; 0 lets it sleep. */
    private static Cluster.@Nullable Serverless serverless(RequestFields fields) {
        if (!fields.has("serverless")) {
            return null;
        }
        RequestFields range = fields.fields("serverless");
        double least = units(range, "min_capacity");
        double most = units(range, "max_capacity");
        range.refuseOthers();
        if (most < Math.max(1, least)) {
            fields.problem("serverless", "max_capacity is less than min_capacity, or than 1", "");
        }
        return new Cluster.Serverless(least, most, null);
    }

    private static double units(RequestFields range, String name) {
        JsonNode value = range.any(name);
        double units = value.asDouble(-1);
        if (!value.isNumber() || units < 0 || units > 256 || units * 2 != Math.rint(units * 2)) {
            range.problem(name, "it is not a number of capacity units from 0 to 256 in halves", "");
        }
        return units;
    }

    private static Map<String, String> tags(RequestFields fields) {
        Map<String, String> tags = new TreeMap<>();
        for (Map.Entry<String, JsonNode> one : fields.object("tags").properties()) {
            if (one.getValue().isTextual() && !one.getKey().startsWith("aws:")) {
                tags.put(one.getKey(), one.getValue().asText());
            } else {
                fields.problem("tags", one.getKey() + " must be a text, and no key begins with aws:", "");
            }
        }
        return tags;
    }

    private static Copies copies(RequestFields fields) {
        Copies copies = new Copies(
                fields.number("keep_days", 0, MOST_DAYS).orElse(0),
                fields.flag("always").orElse(false),
                fields.text("first_kms_key_id").orElse(null));
        fields.refuseOthers();
        return copies;
    }

    private static Origin source(RequestFields fields) {
        Optional<String> cluster = fields.text("cluster_id", Identifier.PATTERN, "a cluster identifier");
        Optional<String> from = fields.text("region", REGION, "a region such as eu-west-1");
        RequestFields snapshot = fields.fields("snapshot");
        Optional<String> id = snapshot.text("id", SNAPSHOT, "a snapshot's identifier or ARN");
        Optional<String> named = id.filter(i -> i.startsWith("arn:")).map(i -> i.split(":", 7)[3]);
        if (named.isPresent() && from.filter(r -> !r.equals(named.get())).isPresent()) {
            snapshot.problem(
                    "id", "it is a snapshot of " + named.get() + ", not of " + from.get(), "leave source.region out");
        }
        Mode mode = snapshot.choice(
                        "mode", List.of(Mode.values()), Mode::word, "one of latest, latest_before and exact")
                .orElse(id.isPresent() ? Mode.EXACT : Mode.LATEST);
        Instant before =
                snapshot.text("before").flatMap(text -> instant(snapshot, text)).orElse(null);
        if ((mode == Mode.EXACT) != id.isPresent()) {
            snapshot.problem("id", "mode exact names a snapshot, and no other mode does", "");
        }
        if ((mode == Mode.LATEST_BEFORE) != (before != null)) {
            snapshot.problem(
                    "before", "mode latest_before has a time, and no other mode does", "such as 2026-03-01T00:00:00Z");
        }
        snapshot.refuseOthers();
        if (cluster.isEmpty() && id.isEmpty()) {
            fields.problem("cluster_id", "it is missing", "name the cluster whose snapshot is to be restored");
        }
        boolean shared = fields.flag("include_shared").orElse(false);
        int age = fields.number("max_age_hours", 1, 24 * 366).orElse(36);
        fields.refuseOthers();
        return new Origin(
                cluster.orElse(null),
                mode,
                id.orElse(null),
                before,
                age,
                named.or(() -> from).orElse(null),
                shared);
    }

    private static Optional<Instant> instant(RequestFields fields, String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            fields.refuse("before", text, "a time with its offset", "such as 2026-03-01T00:00:00Z");
            return Optional.empty();
        }
    }

    /**
     * A user of the new cluster's database.
     *
     * @param secretArn of the secret with its name and password
     * @param grants each what follows {@code GRANT}, without to whom
     */
    public record User(String name, String secretArn, List<String> grants) {
        public User {
            grants = List.copyOf(grants);
        }
    }

    private static User user(RequestFields fields) {
        User user = new User(
                fields.required("name", ROLE, "a role's name of small letters, digits and _"),
                fields.required("secret_arn", SECRET, "the ARN of a secret"),
                fields.texts("grants").orElse(List.of()));
        user.grants().stream()
                .filter(grant -> grant.contains(";"))
                .forEach(grant -> fields.refuse(
                        "grants", grant, "what follows GRANT, such as SELECT ON ALL TABLES IN SCHEMA {app}"));
        fields.refuseOthers();
        return user;
    }

    private static Member member(RequestFields fields) {
        String name = fields.required("class", CLASS, "an instance class such as db.r6g.large");
        int tier = fields.number("tier", 0, 15).orElse(1);
        fields.refuseOthers();
        return new Member(name, tier);
    }

    private static List<String> groups(RequestFields fields, String name) {
        List<String> groups = fields.texts(name).orElse(List.of());
        groups.stream()
                .filter(group -> !GROUP.matcher(group).matches())
                .forEach(group -> fields.refuse(name, group, "a security group's id, sg-…"));
        return groups;
    }

    private static List<String> databases(RequestFields fields) {
        List<String> names = fields.texts("other_databases").orElse(List.of());
        names.stream()
                .filter(name -> !DATABASE.matcher(name).matches())
                .forEach(name -> fields.refuse("other_databases", name, "a database's name"));
        return names;
    }

    private static Map<String, String> bindings(RequestFields sql) {
        Map<String, String> bindings = new TreeMap<>();
        for (Map.Entry<String, JsonNode> one : sql.object("bindings").properties()) {
            if (PLACEHOLDER.matcher(one.getKey()).matches() && one.getValue().isTextual()) {
                bindings.put(one.getKey(), one.getValue().asText());
            } else {
                sql.problem(
                        "bindings", one.getKey() + " must stand for an identifier", "such as {\"app\": \"public\"}");
            }
        }
        return bindings;
    }

    /** Each is SQL as a source, or a phase as a pipeline has it; what has no name is counted. */
    private static List<Phase> phases(RequestFields sql, String name) {
        List<Phase> phases = new ArrayList<>();
        if (!sql.has(name)) {
            return phases;
        }
        for (RequestFields one : sql.each(name)) {
            String given = one.text("name").orElse(name + "-" + (phases.size() + 1));
            if (one.has("kind")) {
                phases.add(Phase.of(one));
            } else {
                Source text = one.has("sql") ? Source.of(one, "sql") : direct(one);
                one.refuseOthers();
                phases.add(script(given, text));
            }
        }
        long names = phases.stream().map(Phase::name).distinct().count();
        if (names < phases.size()) {
            sql.problem(name, "two parts have the same name", "give each its own");
        }
        return phases;
    }

    private static Source direct(RequestFields fields) {
        Optional<String> inline = fields.text("inline");
        if (inline.isPresent()) {
            return new Source.Inline(inline.get());
        }
        return new Source.Stored(
                fields.required("s3", Source.KEY, "a name such as nightly/mask.sql"),
                fields.required("sha256", Source.SHA256, "64 hexadecimal digits"));
    }

    /** Statements, one after the other, each long enough for a table of moderate size. */
    public static Phase script(String name, Source text) {
        return new Phase(name, text, null, 1, 3_600, 2, new Phase.Expect(OptionalLong.empty(), OptionalLong.empty()));
    }

    private static List<io.rdsmaint.sql.pipeline.Parameters.Check> checks(RequestFields fields) {
        return fields.each("verify").stream()
                .map(io.rdsmaint.sql.pipeline.Parameters::check)
                .toList();
    }

    /** What the users are granted; empty where that is nothing. */
    public Optional<Phase> rights() {
        List<String> statements = users.stream()
                .flatMap(user -> user.grants().stream().map(grant -> "GRANT " + grant + " TO \"" + user.name() + "\""))
                .toList();
        return statements.isEmpty()
                ? Optional.empty()
                : Optional.of(script("users", new Source.Inline(String.join(";\n", statements))));
    }

    /** The SQL of all parts, in their order. */
    public List<Phase> phases() {
        List<Phase> all = new ArrayList<>(mask);
        rights().ifPresent(all::add);
        all.addAll(grants);
        return all;
    }
}
