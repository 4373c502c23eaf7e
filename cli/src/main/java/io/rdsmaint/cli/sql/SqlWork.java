package io.rdsmaint.cli.sql;

import io.rdsmaint.cli.Family;
import java.util.List;

/** Operations that run SQL in the databases of Aurora clusters. */
public final class SqlWork {
    /** The family. What there is to choose from a pipeline's author knows alone. */
    public static final Family FAMILY = new Family("cluster_id", List.of("sql_pipeline"));

    private SqlWork() {}
}
