package io.rdsmaint.simulator.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A refusal as AWS puts it on the wire: an error code, a message and an HTTP status. */
public final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;
    private final transient ObjectNode more = JsonNodeFactory.instance.objectNode();

    public ApiError(String code, int status, String message) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    /** The wire code, which is not always the shape's name. */
    public String code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The same error with another field beside its message. */
    public ApiError with(String field, long value) {
        more.put(field, value);
        return this;
    }

    /** Fields beside the message, for protocols that have them. */
    public ObjectNode more() {
        return more;
    }

    /** The message, never null. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    public static ApiError invalidValue(String message) {
        return new ApiError("InvalidParameterValue", 400, message);
    }

    public static ApiError invalidCombination(String message) {
        return new ApiError("InvalidParameterCombination", 400, message);
    }

    public static ApiError missing(String parameter) {
        return new ApiError("MissingParameter", 400, "The request must contain the parameter " + parameter + ".");
    }

    public static ApiError noInstance(String id) {
        return new ApiError("DBInstanceNotFound", 404, "DBInstance " + id + " not found.");
    }

    public static ApiError noCluster(String id) {
        return new ApiError("DBClusterNotFoundFault", 404, "DBCluster " + id + " not found.");
    }

    public static ApiError instanceState(String message) {
        return new ApiError("InvalidDBInstanceState", 400, message);
    }

    public static ApiError clusterState(String message) {
        return new ApiError("InvalidDBClusterStateFault", 400, message);
    }
}
