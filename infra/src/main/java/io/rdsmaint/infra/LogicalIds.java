package io.rdsmaint.infra;

import java.util.stream.Stream;
import software.amazon.awscdk.CfnElement;
import software.constructs.IConstruct;

/** Short, lasting names for the resources that the generated files refer to: {@code ${Table.Arn}} and the like. */
public final class LogicalIds {
    private LogicalIds() {}

    /** Gives the construct's own resource a name that no path or hash is part of. */
    public static void fix(IConstruct construct, String name) {
        CfnElement element = Stream.concat(
                        Stream.ofNullable(construct.getNode().getDefaultChild()),
                        construct.getNode().getChildren().stream())
                .filter(CfnElement.class::isInstance)
                .map(CfnElement.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no resource in " + construct.getNode().getPath()));
        element.overrideLogicalId(name);
    }
}
