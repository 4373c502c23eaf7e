package io.rdsmaint.simulator.rules;

import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.ApiError;
import java.util.List;

/** Keys of KMS, as far as RDS uses them in the caller's name: it makes a grant for itself. */
final class Keys {
    private static final List<String> NEEDED = List.of("kms:CreateGrant", "kms:DescribeKey");

    private Keys() {}

    /** Refuses a key of another region, one that is out of reach, and a caller that may not make grants for it. */
    static void check(AccountRegion site, String key) {
        if (elsewhere(site, key)) {
            throw inaccessible(key + " is a key of another region");
        }
        if (site.world().brokenKeys().contains(key)) {
            throw inaccessible(key);
        }
        NEEDED.stream().filter(site.world().withheld()::contains).findFirst().ifPresent(action -> {
            throw inaccessible(action);
        });
    }

    /** True for the ARN of a key of another region. */
    static boolean elsewhere(AccountRegion site, String key) {
        String[] arn = key.split(":", 6);
        return arn.length == 6 && !arn[3].equals(site.region());
    }

    private static ApiError inaccessible(String what) {
        return new ApiError("KMSKeyNotAccessibleFault", 400, "The key is not accessible: " + what);
    }
}
