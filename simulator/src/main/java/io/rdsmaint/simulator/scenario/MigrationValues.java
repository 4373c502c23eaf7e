package io.rdsmaint.simulator.scenario;

import java.util.Map;

/** Values that users have set over the years, not all of which the next major version takes. */
final class MigrationValues {

    static final String POSTGRES_CLUSTER = "demo-parameters-cluster";
    static final String POSTGRES_INSTANCE = "demo-parameters-instance";
    static final String MYSQL_CLUSTER = "demo-parameters-mysql-cluster";

    private static final String INTO_16 = """
            rds.logical_replication=1
            max_replication_slots=40
            max_wal_senders=40
            max_logical_replication_workers=20
            max_worker_processes=40
            shared_preload_libraries=pg_stat_statements,pgaudit,pg_cron
            autovacuum_max_workers=6
            autovacuum_naptime=15
            autovacuum_vacuum_scale_factor=0.05
            autovacuum_analyze_scale_factor=0.02
            autovacuum_vacuum_insert_scale_factor=0.1
            autovacuum_vacuum_cost_limit=2000
            autovacuum_freeze_max_age=500000000
            rds.force_ssl=1
            rds.log_retention_period=10080
            rds.restrict_password_commands=1
            wal_sender_timeout=60000
            wal_receiver_timeout=60000
            max_slot_wal_keep_size=20480
            timezone=Europe/Berlin
            work_mem=32768
            maintenance_work_mem=524288
            logical_decoding_work_mem=131072
            statement_timeout=60000
            lock_timeout=10000
            idle_in_transaction_session_timeout=300000
            deadlock_timeout=2000
            temp_file_limit=20971520
            random_page_cost=1.1
            default_statistics_target=200
            join_collapse_limit=12
            from_collapse_limit=12
            jit=0
            max_parallel_workers=8
            max_parallel_workers_per_gather=2
            max_locks_per_transaction=256
            track_activity_query_size=8192
            track_io_timing=1
            track_functions=all
            pg_stat_statements.track=all
            log_statement=ddl
            log_min_duration_statement=1000
            log_connections=1
            log_lock_waits=1
            log_temp_files=10240
            log_autovacuum_min_duration=1000
            """;

    /** Gone in 14 or 16, called otherwise in 16, taking other values from 14 on, fixed from 16 on. */
    private static final String NOT_INTO_16 = """
            vacuum_cleanup_index_scale_factor=0.2
            operator_precedence_warning=1
            vacuum_defer_cleanup_age=1000
            force_parallel_mode=on
            password_encryption=on
            max_stack_depth=7000
            """;

    private static final String INTO_MYSQL_8 = """
            binlog_format=ROW
            binlog_row_image=minimal
            binlog_checksum=CRC32
            character_set_server=utf8mb4
            collation_server=utf8mb4_unicode_ci
            time_zone=Europe/Berlin
            event_scheduler=ON
            require_secure_transport=ON
            gtid-mode=ON
            enforce_gtid_consistency=ON
            innodb_autoinc_lock_mode=2
            innodb_purge_threads=4
            innodb_strict_mode=1
            innodb_flush_log_at_trx_commit=1
            innodb_ft_min_token_size=2
            explicit_defaults_for_timestamp=1
            server_audit_logging=1
            server_audit_events=CONNECT,QUERY_DDL
            max_connections=2000
            table_definition_cache=8000
            thread_cache_size=200
            tmp_table_size=67108864
            max_heap_table_size=67108864
            wait_timeout=3600
            interactive_timeout=3600
            net_read_timeout=120
            net_write_timeout=120
            max_execution_time=300000
            max_user_connections=1500
            connect_timeout=20
            long_query_time=0.5
            slow_query_log=1
            log_output=FILE
            log_queries_not_using_indexes=1
            log_bin_trust_function_creators=1
            performance_schema=1
            group_concat_max_len=65536
            sort_buffer_size=1048576
            join_buffer_size=1048576
            eq_range_index_dive_limit=500
            innodb_lock_wait_timeout=30
            innodb_print_all_deadlocks=1
            """;

    /** Gone in 8.0, called otherwise there, taking other values, or fixed. */
    private static final String NOT_INTO_MYSQL_8 = """
            query_cache_type=1
            query_cache_size=67108864
            innodb_large_prefix=1
            innodb_file_format=Barracuda
            tx_isolation=READ-COMMITTED
            log_warnings=2
            sql_mode=NO_AUTO_CREATE_USER,STRICT_TRANS_TABLES
            tls_version=TLSv1.1,TLSv1.2
            max_allowed_packet=67108864
            """;

    private MigrationValues() {}

    static void postgres(ScenarioBuilder stage) {
        stage.clusterParameterGroup(POSTGRES_CLUSTER, "aurora-postgresql13")
                .instanceParameterGroup(POSTGRES_INSTANCE, "aurora-postgresql13");
        set(stage, POSTGRES_CLUSTER, INTO_16 + NOT_INTO_16);
        Map.of("work_mem", "65536", "log_min_duration_statement", "500", "force_parallel_mode", "off")
                .forEach((name, value) -> stage.parameter(POSTGRES_INSTANCE, name, value));
    }

    static void mysql(ScenarioBuilder stage) {
        stage.clusterParameterGroup(MYSQL_CLUSTER, "aurora-mysql5.7");
        set(stage, MYSQL_CLUSTER, INTO_MYSQL_8 + NOT_INTO_MYSQL_8);
    }

    private static void set(ScenarioBuilder stage, String group, String values) {
        values.lines().forEach(line -> {
            int equals = line.indexOf('=');
            stage.parameter(group, line.substring(0, equals), line.substring(equals + 1));
        });
    }
}
