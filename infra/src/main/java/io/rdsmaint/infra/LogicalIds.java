package io.rdsmaint.infra;

import software.amazon.awscdk.CfnElement;
import software.constructs.IConstruct;

/** Short, lasting names for the resources that the generated files refer to: {@code ${Table.Arn}} and the like. */
public final class LogicalIds {
    private LogicalIds() {}

    /** Gives the construct's own resource a name that no path or hash is part of. */
    public static void fix(IConstruct construct, String name) {
        if (!(construct.getNode().getDefaultChild() instanceof CfnElement element)) {
            throw new IllegalArgumentException(
                    "no resource in " + construct.getNode().getPath());
        }
        element.overrideLogicalId(name);
    }
}
