package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;

/** Calls the services for the interpreter. */
public interface TaskRunner {
    /** Makes the call and tells its answer once, now or later, on any thread. */
    void run(TaskCall call, Answer answer);

    /** Where the answer goes; one that comes too late is ignored. */
    interface Answer {
        /** The service answered. */
        void succeeded(JsonNode result);

        /** The call failed. */
        void failed(Failure failure);
    }
}
