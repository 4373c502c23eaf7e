package io.rdsmaint.local.asl;

import java.util.List;

/**
 * One entry of Catch.
 *
 * @param errors the error names it is for
 * @param resultPath where Error and Cause go in the state's input
 * @param next the state that goes on
 */
record Catcher(List<String> errors, State.ResultPath resultPath, String next) {
    boolean matches(Failure failure) {
        return errors.stream().anyMatch(failure::matches);
    }
}
