package io.rdsmaint.infra;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What operations of family recovery may do.
 *
 * @param serverTag that a source server must carry to be launched
 * @param reportBucket where reports may be written; absent for nowhere
 */
public record RecoveryOptions(Options.Tag serverTag, Optional<String> reportBucket) {
    private static final Options.Tag USUAL = new Options.Tag("rds-maint-recovery", "allowed");

    static RecoveryOptions from(OptionReader read, boolean deployed) {
        Optional<String> tag = read.one("allow-server-tag", OptionReader.TAG);
        Optional<String> bucket = read.one("report-bucket", OptionReader.BUCKET);
        if (!deployed && (tag.isPresent() || bucket.isPresent())) {
            read.problem("allow-server-tag and report-bucket go with the family recovery, which is not deployed");
        }
        return new RecoveryOptions(tag.map(Options.Tag::parse).orElse(USUAL), bucket);
    }

    /** What the function has to know of it. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(Map.of("ALLOWED_SERVER_TAG", serverTag.toString()));
        reportBucket.ifPresent(bucket -> environment.put("REPORT_BUCKET", bucket));
        return environment;
    }
}
