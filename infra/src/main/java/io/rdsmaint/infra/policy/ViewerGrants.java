package io.rdsmaint.infra.policy;

import java.util.List;

/**
 * What a person needs who only looks at operations: nothing that answers, edits, freezes or starts.
 *
 * @param viewersArn the alias that takes status alone
 */
public record ViewerGrants(String viewersArn) {
    /** Its statement. */
    public List<Grant> all() {
        return List.of(new Grant(
                "Watch",
                "By hand, aws lambda invoke with the alias for viewers, by which the function takes status alone.",
                List.of("lambda:InvokeFunction"),
                List.of(viewersArn)));
    }
}
