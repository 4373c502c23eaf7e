package io.rdsmaint.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.testkit.sql.SqlTestRunner;
import io.rdsmaint.testkit.transport.RequestKind;
import io.rdsmaint.testkit.transport.TransportFault;
import io.rdsmaint.testkit.transport.TransportFault.Failure;
import io.rdsmaint.testkit.transport.TransportFault.Side;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever becomes of any one request, the table in the end is the one that plain SQL makes. */
class StruckPipelineTest {
    private static final int ROWS = 90;

    private static final List<TransportFault> CHANGES = List.of(
            new TransportFault.Killed(Side.BEFORE),
            new TransportFault.Failing(Failure.LOST, true),
            new TransportFault.KilledInside(Duration.ofSeconds(61)),
            new TransportFault.Failing(Failure.SERVER_ERROR, false),
            new TransportFault.Killed(Side.AFTER),
            new TransportFault.Failing(Failure.THROTTLED, false),
            new TransportFault.KilledInside(Duration.ofMinutes(14)),
            new TransportFault.Asleep(Side.AFTER, Duration.ofMinutes(3)));

    private static final List<TransportFault> SAVES =
            List.of(new TransportFault.Killed(Side.BEFORE), new TransportFault.Killed(Side.AFTER));

    /** Requests of a kind that are looked at; a run that is not struck makes about 25 changes and 40 saves. */
    private static final int REQUESTS = 80;

    /** Every third changing request and every eleventh save; over all shifts, each request by each fault that is near it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void anyRequest(int shift) {
        SqlTestRunner trial = new SqlTestRunner(ROWS).quiesced();
        trial.chunked("update", SqlTestRunner.DOUBLE, "id", 30).put("lanes", 2);
        trial.script(
                "sum",
                "INSERT INTO {app}.daily_scores SELECT day, clinic_id, count(*), sum(score) FROM {app}.visits GROUP BY 1, 2");
        for (int i = 1; i <= REQUESTS; i++) {
            if (i % 3 == shift % 3) {
                trial.strike(RequestKind.CHANGE, i, CHANGES.get((i / 3 + shift) % CHANGES.size()));
            }
            if (i % 11 == shift) {
                trial.strike(RequestKind.SAVE, i, SAVES.get((i + shift) % SAVES.size()));
            }
        }

        Operation operation = trial.run();

        String how = trial.faults().struck().toString();
        assertThat(operation.state()).as(how).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.touched()).as(how).containsExactly("1 " + ROWS);
        assertThat(trial.sql("SELECT sum(visits) FROM daily_scores")).as(how).isEqualTo(List.of(String.valueOf(ROWS)));
        assertThat(trial.flag()).as(how).isEqualTo("ok");
        assertThat(trial.jobs()).as(how).containsExactly("purge-visits", "refresh-scores");
        assertThat(trial.questions).as(how).isEmpty();
        assertThat(trial.faults().struck()).hasSizeGreaterThan(9);
    }
}
