package io.rdsmaint.infra.policy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the function may do where its operations live. */
public final class StoreGrants {
    private static final String DOCUMENTS = "operations/*";
    private static final String LOCKS = "locks/*";
    private static final String LOGS = "events/*";
    private static final String POINTERS = "executions/*";
    private static final String MARKERS = "live/*";
    private static final String HISTORY = "history/*";
    private static final String LABELS = "labels/*";
    private static final String DURATIONS = "durations/*";
    private static final String WAITS = "wake/*";
    private static final String CONTROL = "control/freeze";

    private StoreGrants() {}

    /** In the table. */
    public static List<Grant> table(String tableArn, List<String> indexArns) {
        return List.of(
                new Grant(
                        "KeepOperations",
                        "The parts of a transaction are authorized one by one.",
                        List.of(
                                "dynamodb:BatchGetItem",
                                "dynamodb:DeleteItem",
                                "dynamodb:GetItem",
                                "dynamodb:PutItem",
                                "dynamodb:Query"),
                        List.of(tableArn)),
                new Grant("ListOperations", "By state and time.", List.of("dynamodb:Query"), indexArns));
    }

    /** In the bucket. */
    public static List<Grant> bucket(String bucketArn) {
        return List.of(
                new Grant(
                        "ReadOperations",
                        "Documents, locks and logs, which execution belongs to which operation, how long steps take, and whether all are frozen.",
                        List.of("s3:GetObject"),
                        objects(bucketArn, CONTROL, LOGS, POINTERS, LOCKS, DOCUMENTS, DURATIONS)),
                new Grant(
                        "CreateOperations",
                        "Only where nothing is yet: no start overwrites another.",
                        List.of("s3:PutObject"),
                        objects(bucketArn, CONTROL, LOGS, LOCKS, DOCUMENTS),
                        Scope.given("s3:if-none-match")),
                new Grant(
                        "SaveOperations",
                        "Only over what was read: no save overwrites another. Logs are never overwritten.",
                        List.of("s3:PutObject"),
                        objects(bucketArn, CONTROL, LOCKS, DOCUMENTS),
                        Scope.given("s3:if-match")),
                new Grant(
                        "TagEndedOperations",
                        "By this tag the bucket knows what to delete once it is old.",
                        List.of("s3:PutObjectTagging"),
                        objects(bucketArn, DOCUMENTS)),
                new Grant(
                        "MakeOperationsFindable",
                        "By execution, by label, in the list of live ones, and in a cluster's history; and how long steps take. These objects decide nothing.",
                        List.of("s3:PutObject"),
                        objects(bucketArn, POINTERS, HISTORY, LABELS, MARKERS, DURATIONS)),
                new Grant(
                        "UnlistOperations",
                        "Takes ended ones off the list of live ones; nothing else is ever deleted.",
                        List.of("s3:DeleteObject"),
                        objects(bucketArn, MARKERS)),
                new Grant(
                        "ListOperations",
                        "The live and the ended ones; and S3 tells that an object does not exist only to who may list its prefix.",
                        List.of("s3:ListBucket"),
                        List.of(bucketArn),
                        Map.of(
                                "StringLike",
                                Map.of(
                                        "s3:prefix",
                                        List.of(
                                                CONTROL, LOGS, POINTERS, HISTORY, MARKERS, LOCKS, DOCUMENTS, DURATIONS,
                                                LABELS)))));
    }

    /** What the function may do in the bucket about waits that events may end. */
    public static List<Grant> waitsOf(String bucketArn) {
        return List.of(
                new Grant(
                        "ReadWaits",
                        "Which execution waits for an event about a resource, with the token that ends the wait.",
                        List.of("s3:GetObject"),
                        objects(bucketArn, WAITS)),
                new Grant(
                        "ListWaits",
                        "By the resource's name.",
                        List.of("s3:ListBucket"),
                        List.of(bucketArn),
                        Map.of("StringLike", Map.of("s3:prefix", List.of(WAITS)))));
    }

    /** What the machine may do in the table: the items of its waits have keys of their own. */
    public static Grant waitsInTable(String tableArn) {
        return new Grant(
                "WriteWaits",
                "The token of a wait that an event may end, in an item of its own: no key of an operation, a lock or an event.",
                List.of("dynamodb:PutItem"),
                List.of(tableArn),
                Map.of("ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", List.of("WAKE#*"))));
    }

    /** The same in the bucket. */
    public static Grant waitsInBucket(String bucketArn) {
        return new Grant(
                "WriteWaits",
                "The token of a wait that an event may end, in an object of its own.",
                List.of("s3:PutObject"),
                objects(bucketArn, WAITS));
    }

    /** In the bucket of definitions, for the families that read some. */
    public static List<Grant> definitions(String bucketArn, List<String> families) {
        String[] prefixes = families.stream().map(family -> family + "/*").toArray(String[]::new);
        return List.of(
                new Grant(
                        "ReadDefinitions",
                        "What people have stored to be started by its name.",
                        List.of("s3:GetObject"),
                        objects(bucketArn, prefixes)),
                new Grant(
                        "ListDefinitions",
                        "Which there are; and S3 tells that one does not exist only to who may list its prefix.",
                        List.of("s3:ListBucket"),
                        List.of(bucketArn),
                        Map.of("StringLike", Map.of("s3:prefix", List.of(prefixes)))));
    }

    /** What people may do there who write definitions. */
    public static Grant defining(String bucketArn) {
        return new Grant(
                "WriteDefinitions",
                "scripts/define stores pipelines and SQL; a version that was replaced is kept.",
                List.of("s3:PutObject"),
                objects(bucketArn, "*"));
    }

    private static List<String> objects(String bucketArn, String... patterns) {
        return Stream.of(patterns).map(pattern -> bucketArn + "/" + pattern).toList();
    }
}
