package io.rdsmaint.local;

/** Small definitions for tests. */
final class Definitions {
    private Definitions() {}

    /** One state of these fields, called A, that ends the execution. */
    static String of(String fields) {
        return "{\"StartAt\": \"A\", \"States\": {\"A\": {" + fields + "}}}";
    }

    /** One Pass with these fields. */
    static String pass(String fields) {
        return of("\"Type\": \"Pass\", \"End\": true, " + fields);
    }

    /** One Task that invokes the function with its input, with these further fields. */
    static String task(String fields) {
        return of("""
                "Type": "Task", "End": true, "Resource": "arn:aws:states:::lambda:invoke",
                "Parameters": {"FunctionName": "${MachineAlias}", "Payload.$": "$"}, %s
                """.formatted(fields));
    }
}
