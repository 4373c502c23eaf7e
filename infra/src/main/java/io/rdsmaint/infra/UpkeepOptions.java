package io.rdsmaint.infra;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the deployment is looked after.
 *
 * @param sweepMinutes how often the function looks for what no event told
 * @param questionAlarmMinutes how long a question may be open before an alarm rings
 * @param alarmEmails who is mailed when an alarm rings or an execution fails
 * @param logRetentionDays how long the logs of function and machine are kept
 * @param keepRecords whether the table or bucket, and the logs, stay when the stack is deleted
 * @param runbookUrl where the runbook can be read in a browser; notifications link to its sections
 * @param tags on every resource that takes tags
 */
public record UpkeepOptions(
        int sweepMinutes,
        int questionAlarmMinutes,
        List<String> alarmEmails,
        int logRetentionDays,
        boolean keepRecords,
        Optional<String> runbookUrl,
        SortedMap<String, String> tags) {
    private static final int SWEEP = 10;
    private static final int QUESTION_ALARM = 30;
    private static final int LOG_RETENTION = 90;

    /** What CloudWatch Logs takes. */
    private static final Set<Integer> RETENTIONS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    /** Given to resources by the function; a deployment that gives them, too, would confuse it. */
    private static final Set<String> OURS = Set.of(Product.MARK_TAG, Product.OWN_TAG);

    static UpkeepOptions from(OptionReader read) {
        read.one("vpc", OptionReader.NO_VPC);
        int sweep = read.number("sweep-minutes", 1, 60, SWEEP);
        int question = read.number("question-alarm-minutes", 1, 10_080, QUESTION_ALARM);
        int retention = read.number("log-retention", 1, 3_653, LOG_RETENTION);
        if (!RETENTIONS.contains(retention)) {
            read.problem("log-retention is '" + retention + "' but must be one of "
                    + RETENTIONS.stream().sorted().toList() + " days");
        }
        return new UpkeepOptions(
                sweep,
                question,
                read.list("alarm-email", OptionReader.EMAIL),
                retention,
                read.one("removal-policy", OptionReader.REMOVAL)
                        .filter("destroy"::equals)
                        .isEmpty(),
                read.one("runbook-url", OptionReader.URL),
                tags(read));
    }

    private static SortedMap<String, String> tags(OptionReader read) {
        SortedMap<String, String> tags = new TreeMap<>();
        read.listWithCommas("tag", OptionReader.RESOURCE_TAG).stream()
                .map(Options.Tag::parse)
                .forEach(tag -> {
                    if (OURS.contains(tag.key())) {
                        read.problem("tag " + tag.key() + " is one that operations set");
                    }
                    if (tags.put(tag.key(), tag.value()) != null) {
                        read.problem("tag " + tag.key() + " is given twice");
                    }
                });
        return tags;
    }
}
