package io.rdsmaint.local.endpoint;

/** The connection breaks and no byte of an answer arrives; whether the request had an effect, its caller can't tell. */
public final class CutException extends RuntimeException {
    /** A cut for this reason, which nobody is told. */
    public CutException(String reason) {
        super(reason);
    }
}
