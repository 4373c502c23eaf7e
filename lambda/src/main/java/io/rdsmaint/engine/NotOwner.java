package io.rdsmaint.engine;

/** An execution that does not own the operation wanted to move it; nothing was changed. */
public final class NotOwner extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotOwner(String operationId, String owner) {
        super("Operation " + operationId + " belongs to execution " + owner
                + ". Look at that one; once it no longer runs, start-execution with {\"operation_id\":\"" + operationId
                + "\"} takes the operation over.");
    }
}
