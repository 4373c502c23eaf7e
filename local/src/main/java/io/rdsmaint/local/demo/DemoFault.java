package io.rdsmaint.local.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong in the demo, as the body of {@code POST /admin/faults}; the person who answers mends it first. */
enum DemoFault {
    /** AWS has no capacity for the class; the change is refused or comes back undone. */
    CAPACITY("\"kind\":\"no-capacity\",\"identifier\":\"%2$s\""),
    /** The change is refused for a reason that does not pass by itself. */
    REFUSED("\"kind\":\"error\",\"code\":\"KMSKeyNotAccessibleFault\",\"http_status\":400,%1$s"),
    /** The answer to a change is lost before it took effect. */
    NO_ANSWER("\"kind\":\"cut-before-effect\",\"times\":1,%1$s"),
    /** The answer to a change is lost after it took effect; nobody needs to be asked. */
    LOST_ANSWER("\"kind\":\"cut-after-effect\",\"times\":1,%1$s"),
    /** RDS throttles for a while; nobody needs to be asked. */
    THROTTLE("\"kind\":\"error\",\"code\":\"Throttling\",\"http_status\":400,\"times\":6,"
            + "\"action\":\"DescribeDBInstances\""),
    /** Statements are killed while they run; nobody needs to be asked. */
    KILLED("\"kind\":\"killed\",\"times\":3,%1$s"),
    NONE("");

    private final String body;

    DemoFault(String body) {
        this.body = body;
    }

    /** The request's body; empty when nothing goes wrong. */
    Optional<String> body(Showcase showcase, String target) {
        return body.isEmpty()
                ? Optional.empty()
                : Optional.of("{\"id\":\"demo\"," + body.formatted(showcase.change(), target) + "}");
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
