package io.rdsmaint.simulator.identity;

import io.rdsmaint.simulator.rules.Rule;
import java.util.List;

/** The STS calls that are modelled. */
public final class StsRules {

    private StsRules() {}

    public static List<Rule> all() {
        return List.of(new AssumeRole(), new GetCallerIdentity());
    }
}
