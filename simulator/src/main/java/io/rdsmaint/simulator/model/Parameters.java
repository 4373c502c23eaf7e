package io.rdsmaint.simulator.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parameters of each engine that maintenance of instances has to do with; not the engine's whole list. */
public final class Parameters {

    private static final List<Parameter> POSTGRES = List.of(
            formula("max_connections", "LEAST({DBInstanceClassMemory/9531392},5000)"),
            formula("shared_buffers", "SUM({DBInstanceClassMemory/12038},-50003)"),
            plain("max_worker_processes", "GREATEST({DBInstanceVCPU*2},8)", false, "string"),
            engine("work_mem", true, "integer"),
            engine("maintenance_work_mem", true, "integer"),
            engine("statement_timeout", true, "integer"),
            engine("idle_in_transaction_session_timeout", true, "integer"),
            cluster("apg_ccm_enabled", "0", true, "boolean"),
            cluster("rds.force_ssl", "1", true, "boolean"),
            cluster("rds.logical_replication", "0", false, "boolean"),
            cluster("max_replication_slots", "20", false, "integer"),
            cluster("max_wal_senders", "20", false, "integer"),
            cluster("max_logical_replication_workers", "4", false, "integer"));

    private static final List<Parameter> MYSQL = List.of(
            formula(
                    "max_connections",
                    "GREATEST({log(DBInstanceClassMemory/805306368)*45},{log(DBInstanceClassMemory/8187281408)*1000})"),
            formula("innodb_buffer_pool_size", "{DBInstanceClassMemory*3/4}"),
            formula("table_open_cache", "LEAST({DBInstanceClassMemory/1179121},6000)"),
            engine("tmp_table_size", true, "integer"),
            engine("max_heap_table_size", true, "integer"),
            engine("wait_timeout", true, "integer"),
            engine("long_query_time", true, "integer"),
            cluster("binlog_format", "OFF", false, "string"),
            cluster("require_secure_transport", "OFF", true, "string"),
            cluster("event_scheduler", "ON", true, "string"),
            cluster("time_zone", "UTC", true, "string"));

    private Parameters() {}

    /** The parameters of a group: cluster groups also have those of instance groups, and any that somebody added. */
    public static List<Parameter> of(ParameterGroup group) {
        List<Parameter> known = group.family().contains("postgres") ? POSTGRES : MYSQL;
        var all = new ArrayList<>(known.stream()
                .filter(each -> group.ofClusters() || !each.ofClusters())
                .toList());
        group.values().keySet().stream()
                .filter(name -> known.stream().noneMatch(each -> each.name().equals(name)))
                .forEach(name -> all.add(engine(name, true, "string")));
        return List.copyOf(all);
    }

    /** True when a change of the parameter needs a restart. */
    public static boolean needsRestart(ParameterGroup group, String name) {
        return of(group).stream().anyMatch(each -> each.name().equals(name) && !each.dynamic());
    }

    private static Parameter formula(String name, String value) {
        return plain(name, value, false, "integer");
    }

    private static Parameter plain(String name, String value, boolean dynamic, String type) {
        return new Parameter(name, Optional.of(value), dynamic, type, false);
    }

    private static Parameter engine(String name, boolean dynamic, String type) {
        return new Parameter(name, Optional.empty(), dynamic, type, false);
    }

    private static Parameter cluster(String name, String value, boolean dynamic, String type) {
        return new Parameter(name, Optional.of(value), dynamic, type, true);
    }
}
