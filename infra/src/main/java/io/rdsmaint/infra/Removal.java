package io.rdsmaint.infra;

import software.amazon.awscdk.RemovalPolicy;

/** What becomes of the record of what was done, table or bucket and logs, when the stack is deleted. */
final class Removal {
    private Removal() {}

    /** Kept unless chosen otherwise. */
    static RemovalPolicy of(UpkeepOptions upkeep) {
        return upkeep.keepRecords() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    }
}
