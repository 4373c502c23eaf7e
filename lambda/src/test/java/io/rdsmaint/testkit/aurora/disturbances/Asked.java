package io.rdsmaint.testkit.aurora.disturbances;

import java.util.List;

/** A question as it reaches people, whichever way. */
public record Asked(
        String operationId, String stepName, String stepAction, String reason, String observed, List<Option> options) {

    /**
     * One of the answers that it offers.
     *
     * @param choice tells answers of the same action apart, or empty
     */
    public record Option(String action, String choice) {
        /** The response that chooses it. */
        public String response() {
            return choice.isEmpty()
                    ? "{\"action\": \"%s\"}".formatted(action)
                    : "{\"action\": \"%s\", \"choice\": \"%s\"}".formatted(action, choice);
        }

        /** The option to look again and go on. */
        boolean plain() {
            return action.equals("continue") && choice.isEmpty();
        }
    }
}
