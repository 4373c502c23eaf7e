package io.rdsmaint.aurora.offers;

import io.rdsmaint.engine.ParameterField;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The parameters of the types, as forms show them; {@code docs/operations} tells the same at length. */
final class Forms {
    static final String CLASSES = "classes";
    static final String INSTANCES = "instances";
    static final String VERSIONS = "versions";
    static final String STORAGE = "storage_types";
    static final String CLUSTER_GROUPS = "cluster_parameter_groups";
    static final String INSTANCE_GROUPS = "instance_parameter_groups";

    private static final List<ParameterField> ROLLING = List.of(
            ParameterField.several("exclude_instances", INSTANCES, "instances to leave as they are"),
            ParameterField.choice(
                    "temporary_instance",
                    false,
                    "auto",
                    List.of("auto", "always", "never"),
                    "a temporary instance that serves meanwhile; auto: only where nothing else would"),
            ParameterField.flag(
                    "failback", false, "the original writer becomes the writer again, by one more interruption"),
            ParameterField.number(
                    "min_readers", "1 if there is a reader now", 0, 15, "readers that go on serving at any time"),
            ParameterField.flag("pause_before_failover", false, "ask before the writer moves"),
            ParameterField.flag("pause_after_first", false, "ask after the first instance is done"),
            ParameterField.number(
                    "warm_up_seconds",
                    "300",
                    0,
                    86_400,
                    "how long a fresh instance reads before it becomes the writer"));

    private static final Map<String, Form> FORMS = Map.of(
            "instance_type_change",
                    new Form(
                            "another class for the instances, readers first",
                            Stream.concat(
                                            Stream.of(ParameterField.needed(
                                                    "target_instance_type",
                                                    CLASSES,
                                                    "the class that every instance shall have")),
                                            ROLLING.stream())
                                    .toList()),
            "instance_cycle",
                    new Form(
                            "a rolling restart, so that static parameters count",
                            Stream.concat(
                                            Stream.of(ParameterField.flag(
                                                    "only_pending",
                                                    false,
                                                    "leave instances alone that run with their parameters already")),
                                            ROLLING.stream())
                                    .toList()),
            "storage_type_change",
                    new Form(
                            "Standard or I/O-Optimized storage",
                            List.of(ParameterField.needed(
                                    "target_storage_type", STORAGE, "how the cluster's reads and writes are charged"))),
            "engine_upgrade",
                    new Form(
                            "another engine version, by blue/green",
                            List.of(
                                    ParameterField.needed("target_engine_version", VERSIONS, "the version to come"),
                                    new ParameterField(
                                            "db_cluster_parameter_group_name",
                                            ParameterField.Kind.TEXT,
                                            false,
                                            "one is made when it is needed",
                                            null,
                                            null,
                                            List.of(),
                                            CLUSTER_GROUPS,
                                            "cluster parameter group of the new version"),
                                    new ParameterField(
                                            "db_instance_parameter_group_name",
                                            ParameterField.Kind.TEXT,
                                            false,
                                            "one is made when it is needed",
                                            null,
                                            null,
                                            List.of(),
                                            INSTANCE_GROUPS,
                                            "instance parameter group of the new version"),
                                    ParameterField.number(
                                            "switchover_timeout",
                                            "300",
                                            30,
                                            3_600,
                                            "seconds after which AWS gives a switchover up and brings everything back"),
                                    ParameterField.flag(
                                            "pause_before_switchover", true, "ask before writes are interrupted"),
                                    ParameterField.flag(
                                            "pause_before_cleanup",
                                            true,
                                            "ask before anything of the old cluster is removed"),
                                    ParameterField.flag("skip_proxy_checks", false, "leave proxies out of sight"),
                                    ParameterField.flag(
                                            "final_snapshot",
                                            true,
                                            "take a snapshot of the old cluster before it is deleted"),
                                    ParameterField.number(
                                            "retain_old_hours",
                                            "0",
                                            0,
                                            720,
                                            "how long the old cluster stays after the switchover"))));

    /** Of one type. */
    record Form(String words, List<ParameterField> fields) {
        Form {
            fields = List.copyOf(fields);
        }

        static final Form NONE = new Form("", List.of());
    }

    private Forms() {}

    static Form of(String type) {
        return FORMS.getOrDefault(type, Form.NONE);
    }
}
