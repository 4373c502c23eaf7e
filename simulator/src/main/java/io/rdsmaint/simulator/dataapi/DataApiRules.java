package io.rdsmaint.simulator.dataapi;

import io.rdsmaint.simulator.rules.Rule;
import java.util.List;
import java.util.Map;

/** The calls of the Data API that are modelled: all but the deprecated ExecuteSql. */
public final class DataApiRules {

    /** Actions by path. */
    public static final Map<String, String> PATHS = Map.of(
            "/Execute", ExecuteStatement.ACTION,
            "/BatchExecute", BatchExecuteStatement.ACTION,
            "/BeginTransaction", BeginTransaction.ACTION,
            "/CommitTransaction", EndTransaction.COMMIT,
            "/RollbackTransaction", EndTransaction.ROLLBACK);

    /** Bytes that a request may have, with its headers: 4 MiB. */
    public static final int LONGEST_REQUEST = 4 << 20;

    private DataApiRules() {}

    public static List<Rule> all() {
        return List.of(
                new ExecuteStatement(),
                new BatchExecuteStatement(),
                new BeginTransaction(),
                new EndTransaction(EndTransaction.COMMIT),
                new EndTransaction(EndTransaction.ROLLBACK));
    }
}
