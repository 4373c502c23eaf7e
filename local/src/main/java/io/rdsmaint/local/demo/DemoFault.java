package io.rdsmaint.local.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong in the demo, as the body of {@code POST /admin/faults}; the person who answers mends it first. */
enum DemoFault {
    /** AWS has no capacity for the class; the change is refused or comes back undone. */
    CAPACITY("{\"id\":\"demo\",\"kind\":\"no-capacity\",\"identifier\":\"%s\"}"),
    /** The answer to a change is lost after it took effect; nobody needs to be asked. */
    LOST_ANSWER("{\"id\":\"demo\",\"kind\":\"cut-after-effect\",\"action\":\"ModifyDBInstance\"}"),
    /** RDS throttles for a while; nobody needs to be asked. */
    THROTTLE("{\"id\":\"demo\",\"kind\":\"error\",\"code\":\"Throttling\",\"http_status\":400,\"times\":6,"
            + "\"action\":\"DescribeDBInstances\"}"),
    NONE("");

    private final String body;

    DemoFault(String body) {
        this.body = body;
    }

    /** The request's body for a target class; empty when nothing goes wrong. */
    Optional<String> body(String target) {
        return body.isEmpty() ? Optional.empty() : Optional.of(body.formatted(target));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<DemoFault> of(String word) {
        return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
    }

    static String names() {
        return String.join(", ", Arrays.stream(values()).map(DemoFault::word).toList());
    }
}
