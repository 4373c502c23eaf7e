package io.rdsmaint.campaign;

import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.http.SimulatorResponse.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What a broken function says and hears in the place of what was meant. */
final class Translated {
    private Translated() {}

    /** The request with another text. */
    static SimulatorRequest request(SimulatorRequest meant, UnaryOperator<String> change) {
        String text = meant.body().text();
        String changed = change.apply(text);
        return changed.equals(text)
                ? meant
                : new SimulatorRequest(meant.method(), meant.path(), meant.headers(), Body.of(changed));
    }

    /** The answer with another text; what is none stays as it is. */
    static SimulatorResponse response(SimulatorResponse meant, UnaryOperator<String> change) {
        if (!(meant instanceof Answer answer)) {
            return meant;
        }
        String changed = change.apply(answer.text());
        if (changed.equals(answer.text())) {
            return meant;
        }
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.keySet().removeIf("Content-Length"::equalsIgnoreCase);
        return new Answer(answer.status(), headers, Body.of(changed));
    }
}
