package io.rdsmaint.local.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the demo shows of an operation type: on which clusters, with which parameters, what goes wrong, and when it ended as asked. */
enum Showcase {
    STORAGE_TYPE_CHANGE(
            "storage",
            "aurora-iopt1",
            "\"target_storage_type\":\"%s\"",
            "\"action\":\"ModifyDBCluster\"",
            "no-answer") {
        @Override
        boolean asAsked(Topology before, Topology after, String target) {
            return after.storageType().equals(target);
        }
    },
    INSTANCE_CYCLE(
            "pending-reboot", "in-sync", "\"only_pending\":true", "\"action\":\"RebootDBInstance\"", "no-answer") {
        @Override
        boolean asAsked(Topology before, Topology after, String target) {
            return after.members().stream().allMatch(m -> m.parameters().equals("in-sync"));
        }
    },
    ENGINE_UPGRADE(
            "upgrade",
            "16.6",
            "\"target_engine_version\":\"%s\"",
            "\"action\":\"SwitchoverBlueGreenDeployment\"",
            "refused") {
        @Override
        boolean asAsked(Topology before, Topology after, String target) {
            return after.version().equals(target) && after.clusters().equals(before.clusters());
        }

        @Override
        String target(Topology cluster) {
            return cluster.engine().equals("aurora-mysql") ? "8.0.mysql_aurora.3.08.2" : super.target(cluster);
        }
    },
    SQL_PIPELINE("sql", "4", """
            "pipeline":"nightly","database":"app","secret_arn":"%2$s","bindings":{"app":"public"},\
            "phases":[{"name":"update","kind":"chunked","lanes":%1$s,\
            "sql":{"inline":"UPDATE {app}.visits v SET score = v.score * 2, flag = v.flag + 1 WHERE {{piece v}}"},\
            "chunk":{"source":"{app}.visits","keys":["id"],"target_rows":1000}}],\
            "quiesce":{"cron_jobs":["refresh-scores"],"flag":{\
            "start":"UPDATE {app}.pipeline_state SET state = $$running$$",\
            "ok":"UPDATE {app}.pipeline_state SET state = $$ok$$",\
            "failed":"UPDATE {app}.pipeline_state SET state = $$failed$$"}},\
            "reconcile":[{"name":"each row once","sql":"SELECT count(*) FROM {app}.visits WHERE flag = 1","op":"=","expected":20000}]""", "\"action\":\"ExecuteStatement\"", "killed") {
        @Override
        boolean asAsked(Topology before, Topology after, String target) {
            return after.equals(before);
        }

        @Override
        Optional<Proof> proof() {
            return Optional.of(new Proof(
                    "SELECT md5(string_agg(id || ' ' || score * 2 || ' ' || flag + 1, ',' ORDER BY id)) FROM visits",
                    "SELECT md5(string_agg(id || ' ' || score || ' ' || flag, ',' ORDER BY id)) FROM visits"));
        }
    },
    DRS_RECOVERY("drill", "2", """
            "mode":"drill","waves":[{"name":"db","tags":{"tier":"db"}},\
            {"name":"app","tags":{"tier":"app"},"depends_on":["db"]},\
            {"name":"web","tags":{"tier":"web"},"depends_on":["app"]}],\
            "drill":{"ttl_hours":%1$s},"targets":{"rto_minutes":180,"rpo_minutes":15}""", "\"action\":\"StartRecovery\"", "lost-answer") {
        @Override
        Scene look(Stage stage) {
            return Servers.of(stage.drs());
        }

        @Override
        Scene look(Stage stage, Scene before) {
            return look(stage);
        }

        @Override
        boolean ended(Scene before, Scene after, String target) {
            return before instanceof Servers were && after instanceof Servers are && are.drills() <= were.drills();
        }

        @Override
        boolean asAsked(Topology before, Topology after, String target) {
            return false;
        }
    },
    AURORA_RESTORE("restore", "1", """
            "source":{"cluster_id":"shop"},"isolation_security_groups":["sg-0150000000000001"],\
            "sql":{"bindings":{"app":"public"},"mask":[\
            {"inline":"UPDATE {app}.customers SET name = 'Person ' || id, email = 'person' || id || '@masked.invalid', card = NULL"},\
            {"inline":"UPDATE {app}.orders SET note = NULL"},{"inline":"REFRESH MATERIALIZED VIEW {app}.mail"}]},\
            "verify":[{"name":"nobody left","sql":"SELECT count(*) FROM {app}.customers WHERE email NOT LIKE '%%@masked.invalid'","op":"=","expected":0},\
            {"name":"no more than last week","sql":"SELECT count(*) FROM {app}.customers","op":"<=","expected":480}],\
            "old_cluster":{"hold_hours":%1$s}""", "\"action\":\"ExecuteStatement\"", "killed") {
        @Override
        boolean asAsked(Topology before, Topology after, String target) {
            return after.clusters().equals(before.clusters())
                    && after.members().size() == before.members().size()
                    && after.members().stream().allMatch(m -> m.status().equals("available"))
                    && after.members().stream()
                            .noneMatch(m -> before.members().stream().anyMatch(b -> b.id().equals(m.id())));
        }

        @Override
        Optional<String> cluster() {
            return Optional.of("shop-staging");
        }

        @Override
        String parameters(String chosen, String scenario) {
            String far = "\"cluster_id\":\"shop\",\"region\":\"eu-west-1\"";
            String source = switch (scenario) {
                case "restore-elsewhere" -> far;
                case "restore-shared" -> far + ",\"include_shared\":true";
                default -> "";
            };
            return source.isEmpty()
                    ? parameters(chosen)
                    : parameters(chosen)
                            .replace(
                                    "\"source\":{\"cluster_id\":\"shop\"}",
                                    "\"source\":{" + source + "},\"kms_key_id\":\"alias/aws/rds\"");
        }

        @Override
        Optional<Rows> rows() {
            return Optional.of(new Rows(
                    "shop",
                    "shop-admin",
                    "shop-app",
                    "shop",
                    "SELECT name || ', ' || email || ', ' || coalesce(card, 'no card') FROM customers WHERE id = 7"));
        }
    },
    INSTANCE_TYPE_CHANGE(
            "", "db.r6g.xlarge", "\"target_instance_type\":\"%s\"", "\"action\":\"ModifyDBInstance\"", "capacity") {
        @Override
        boolean asAsked(Topology before, Topology after, String target) {
            return after.members().stream()
                            .filter(m -> !m.autoscaled())
                            .allMatch(m -> m.instanceClass().equals(target)
                                    && m.status().equals("available"))
                    && after.writer()
                            .filter(m -> m.instanceClass().equals(target))
                            .isPresent();
        }
    };

    private static final Set<String> REFUSED = Set.of(
            "foreign-engines",
            "storage-cooldown",
            "storage-unsupported",
            "upgrade-not-ready",
            "upgrade-secret",
            "drill-initial-sync",
            "drill-launch-into",
            "drill-forgotten");

    private final String scenarios;
    private final String target;
    private final String parameters;
    private final String change;
    private final String usualFault;

    Showcase(String scenarios, String target, String parameters, String change, String usualFault) {
        this.scenarios = scenarios;
        this.target = target;
        this.parameters = parameters;
        this.change = change;
        this.usualFault = usualFault;
    }

    /** The one that a scenario was made for: by the beginning of the scenario's name. */
    static Showcase of(String scenario) {
        return Arrays.stream(values())
                .filter(s -> scenario.startsWith(s.scenarios))
                .findFirst()
                .orElse(INSTANCE_TYPE_CHANGE);
    }

    /** The one of an operation type. */
    static Optional<Showcase> ofType(String type) {
        return Arrays.stream(values()).filter(s -> s.type().equals(type)).findFirst();
    }

    static String types() {
        return Arrays.stream(values()).map(Showcase::type).collect(Collectors.joining(", "));
    }

    /** The word in {@code params.type}. */
    String type() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a cluster is changed to unless asked otherwise. */
    String target(Topology cluster) {
        return target;
    }

    /** The same of whatever there is. */
    String usualTarget(Scene scene) {
        return scene instanceof Topology cluster ? target(cluster) : target;
    }

    /** What there is before it begins. */
    Scene look(Stage stage) {
        return Topology.of(stage.rds(), this);
    }

    /** What there is once it has ended. */
    Scene look(Stage stage, Scene before) {
        return Topology.of(stage.rds(), before.name());
    }

    /** True when it ended as asked. */
    boolean ended(Scene before, Scene after, String chosen) {
        return before instanceof Topology was && after instanceof Topology is && asAsked(was, is, chosen);
    }

    /** True for a scenario that is there to be refused: preflight says why nothing is started. */
    static boolean isRefused(String scenario) {
        return REFUSED.contains(scenario);
    }

    /** What a person does about a scenario's own trouble when asked, as the body of {@code POST /admin/outsider}. */
    static Optional<String> remedy(String scenario) {
        return scenario.equals("upgrade-zero-etl")
                ? Optional.of("{\"do\":\"drop-integration\",\"name\":\"demo-upgrade-warehouse\"}")
                : Optional.empty();
    }

    /** The scenario to show it on unless asked otherwise. */
    String scenario() {
        return scenarios.isEmpty() ? "multi-node" : scenarios;
    }

    /** The parameters of the operation, as JSON. */
    String parameters(String chosen) {
        return "{" + parameters.formatted(chosen, Stage.SECRET) + "}";
    }

    /** The same, with what a scenario needs beside. */
    String parameters(String chosen, String scenario) {
        return parameters(chosen);
    }

    /** Names the call that the operation is about, in the body of {@code POST /admin/faults}. */
    String change() {
        return change;
    }

    /** What goes wrong unless asked otherwise. */
    String usualFault() {
        return usualFault;
    }

    /**
     * Two queries of one value each, that shows in the data whether it ended as asked: the first, asked before it begins, says what
     * there would be after one plain statement, the second what there is.
     */
    record Proof(String wanted, String found) {}

    /** What is compared in the database; empty for what does not change any data. */
    Optional<Proof> proof() {
        return Optional.empty();
    }

    /** The cluster that it is about; empty where the scenario has only one. */
    Optional<String> cluster() {
        return Optional.empty();
    }

    /**
     * A row that is looked at on its way.
     *
     * @param source the cluster that has it in the beginning
     * @param owner the name of the secret with which that shows it
     * @param other that of a user who may see it there, and nowhere else
     */
    record Rows(String source, String owner, String other, String database, String query) {}

    /** True for what is shown with a process of the function that is killed in its middle, and with its report. */
    boolean killed() {
        return this == DRS_RECOVERY || rows().isPresent();
    }

    /** The row; empty for what moves none. */
    Optional<Rows> rows() {
        return Optional.empty();
    }

    /** True when the cluster ended as asked. */
    abstract boolean asAsked(Topology before, Topology after, String target);
}
