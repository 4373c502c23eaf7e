package io.rdsmaint.simulator.drs;

import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.ApiError;

/** Refusals of Elastic Disaster Recovery, by the names of its model. */
final class DrsError {
    private DrsError() {}

    static ApiError conflict(String message) {
        return new ApiError("ConflictException", 409, message);
    }

    static ApiError quota(String message) {
        return new ApiError("ServiceQuotaExceededException", 402, message);
    }

    static ApiError missing(String message) {
        return new ApiError("ResourceNotFoundException", 404, message);
    }

    static ApiError invalid(String message) {
        return new ApiError("ValidationException", 400, message);
    }

    /** Refuses what the caller's policies don't allow. */
    static void permitted(AccountRegion site, String action) {
        if (site.world().withheld().contains(action)) {
            throw new ApiError("AccessDeniedException", 403, "User is not authorized to perform: " + action);
        }
    }
}
