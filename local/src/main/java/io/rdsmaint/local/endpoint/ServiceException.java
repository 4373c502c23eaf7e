package io.rdsmaint.local.endpoint;

/** An error that a service answers with: a code that clients know, and what is wrong. */
public final class ServiceException extends RuntimeException {
    private final int status;
    private final String code;
    private final String detail;

    /** An error of the caller, status 400. */
    public ServiceException(String code, String detail) {
        this(400, code, detail);
    }

    /** An error of the caller, status 400, that another one explains. */
    public ServiceException(String code, String detail, Throwable cause) {
        this(400, code, detail);
        initCause(cause);
    }

    /** An error with its status. */
    public ServiceException(int status, String code, String detail) {
        super(code + ": " + detail);
        this.status = status;
        this.code = code;
        this.detail = detail;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The error code. */
    public String code() {
        return code;
    }

    /** What is wrong, for people. */
    public String detail() {
        return detail;
    }
}
