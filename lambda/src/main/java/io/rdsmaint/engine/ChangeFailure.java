package io.rdsmaint.engine;

/** A changing call that was not accepted. */
public sealed class ChangeFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ChangeFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** AWS refused the call: surely not executed. */
    public static final class Refused extends ChangeFailure {
        private static final long serialVersionUID = 1L;
        private final boolean passes;

        /**
         * @param passes true when the same call may succeed later by itself (throttled, resource busy)
         */
        public Refused(String message, boolean passes, Throwable cause) {
            super(message, cause);
            this.passes = passes;
        }

        /** True when the same call may succeed later by itself. */
        public boolean passes() {
            return passes;
        }
    }

    /** No answer, or a service error: whether the call took effect is unknown. */
    public static final class Unknown extends ChangeFailure {
        private static final long serialVersionUID = 1L;

        public Unknown(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
