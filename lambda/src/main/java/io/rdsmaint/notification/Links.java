package io.rdsmaint.notification;

import java.util.List;
import java.util.stream.Stream;

/** Where people can look further, in a browser. */
final class Links {
    private static final int REGION_IN_ARN = 3;

    private Links() {}

    /**
     * A link.
     *
     * @param href whole
     */
    record Link(String href, String text) {}

    /** The execution, and what to do. */
    static List<Link> of(String execution, Runbook.Section section) {
        return Stream.concat(of(execution).stream(), section.link().stream()).toList();
    }

    /** The execution in the console of its partition. */
    static List<Link> of(String execution) {
        String[] arn = execution.split(":", -1);
        if (arn.length <= REGION_IN_ARN || arn[REGION_IN_ARN].isEmpty()) {
            return List.of();
        }
        String region = arn[REGION_IN_ARN];
        String host = switch (arn[1]) {
            case "aws-cn" -> region + ".console.amazonaws.cn";
            case "aws-us-gov" -> "console.amazonaws-us-gov.com";
            default -> region + ".console.aws.amazon.com";
        };
        return List.of(new Link(
                "https://" + host + "/states/home?region=" + region + "#/v2/executions/details/" + execution,
                "the execution"));
    }
}
