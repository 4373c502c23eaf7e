package io.rdsmaint.engine;

/** Ends waits early of which an event says that what they wait for has ended. */
final class WaitEnder {
    private final OperationStore store;
    private final Executions executions;

    WaitEnder(OperationStore store, Executions executions) {
        this.store = store;
        this.executions = executions;
    }

    /**
     * Executions that wait for something about a resource look now. An event is no more than a hint, so nothing is looked at or stored
     * here, and what fails is told to the invocation and forgotten: a look comes anyway.
     *
     * @param account whose resource it is
     * @param region where it is
     * @return how many executions were woken
     */
    int resourceChanged(Invocation invocation, String account, String region, String resource) {
        try {
            return (int) store.openWaits(resource).stream()
                    .filter(wait -> wait.expiresAt().isAfter(invocation.now()))
                    .filter(wait -> wait.executionArn().contains(":" + region + ":" + account + ":"))
                    .filter(wait -> woken(invocation, resource, wait))
                    .count();
        } catch (TransientFailure | LastingFailure e) {
            invocation.tell(new EngineSignal.NotWoken(resource, String.valueOf(e.getMessage())));
            return 0;
        }
    }

    /** One that can't be ended keeps no other from being. */
    private boolean woken(Invocation invocation, String resource, OpenWait wait) {
        try {
            return isOwners(wait) && executions.wake(wait.token());
        } catch (TransientFailure | LastingFailure e) {
            invocation.tell(new EngineSignal.NotWoken(resource, String.valueOf(e.getMessage())));
            return false;
        }
    }

    /** A former owner, and one that asks a person, wait for no event. */
    private boolean isOwners(OpenWait wait) {
        return store.load(wait.operationId())
                .filter(op -> !op.state().ended() && op.state() != OperationState.PAUSED)
                .filter(op -> op.owner().executionArn().equals(wait.executionArn()))
                .isPresent();
    }
}
