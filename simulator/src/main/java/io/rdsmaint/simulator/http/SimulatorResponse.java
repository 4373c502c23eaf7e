package io.rdsmaint.simulator.http;

import java.util.Map;

/** What the caller gets: an answer, or a connection that ends without one. */
public sealed interface SimulatorResponse {

    /** A complete HTTP answer. */
    record Answer(int status, Map<String, String> headers, Body body) implements SimulatorResponse {

        /** The body as text. */
        public String text() {
            return body.text();
        }
    }

    /**
     * The connection breaks and no byte of an answer arrives.
     *
     * @param reason what a log would say about it
     */
    record Cut(String reason) implements SimulatorResponse {}
}
