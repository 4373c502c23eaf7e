package io.rdsmaint.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.store.OperationJson;
import io.rdsmaint.testkit.restore.RestoreTestRunner;
import io.rdsmaint.testkit.transport.RequestKind;
import io.rdsmaint.testkit.transport.TransportFault;
import io.rdsmaint.testkit.transport.TransportFault.Side;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rdsdata.model.DatabaseErrorException;

/** Users of the new cluster log in with the passwords of their secrets, which nobody is told. */
class UsersTest {
    private static final String PASSWORD = "never-tëld-4711";

    private final RestoreTestRunner trial = new RestoreTestRunner(
            stage -> stage.secret("qa", "qa_app", PASSWORD).secret("qa-other", "somebody", PASSWORD));

    private ObjectNode user(String name, String secret) {
        return trial.parameters
                .withArray("users")
                .addObject()
                .put("name", name)
                .put("secret_arn", RestoreTestRunner.secret(secret));
    }

    @Test
    void aUserReadsMaskedRowsByItsSecretAndItsPasswordIsNowhere() {
        user("qa_app", "qa").putArray("grants").add("SELECT ON {app}.customers");
        IntStream.range(20, 60)
                .filter(i -> i % 3 == 0)
                .forEach(i -> trial.strike(RequestKind.CHANGE, i, new TransportFault.Killed(Side.AFTER)));

        Operation operation = trial.run();

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        String qa = RestoreTestRunner.secret("qa");
        assertThat(trial.sql("shop-staging", qa, "SELECT email FROM customers WHERE id = 7"))
                .containsExactly("person7@masked.invalid");
        assertThatThrownBy(() -> trial.sql("shop-staging", qa, "SELECT note FROM orders"))
                .isInstanceOf(DatabaseErrorException.class)
                .hasMessageContaining("permission denied");
        assertThat(new OperationJson().write(operation)).doesNotContain(PASSWORD, "SCRAM-SHA-256");
        assertThat(String.join("\n", trial.log())).doesNotContain(PASSWORD, "SCRAM-SHA-256");
    }

    @Test
    void nobodyMayLogInBeforeWhatIsDerivedOfRowsIsThatOfMaskedOnes() {
        user("qa_app", "qa").putArray("grants").add("SELECT ON {app}.customers");
        trial.parameters
                .withObject("sql")
                .putArray("grants")
                .addObject()
                .put("inline", "GRANT SELECT ON orders TO qa_app");
        trial.parameters.put("large_objects", "unlink");

        assertThat(trial.dryRun().tree().path("plan").toString())
                .containsSubsequence(
                        "Run mask-1", "Run large-objects", "Run derived", "Make user qa_app", "Run grants-1");
    }

    @Test
    void aRoleThatCameWithTheSnapshotLosesWhatWouldLetItDoAll() {
        RestoreTestRunner production = new RestoreTestRunner(stage -> stage.secret("qa", "shop_app", PASSWORD)
                .alter("shop", cluster -> cluster.database("shop", """
                                create table customers (id bigint primary key, email text not null);
                                insert into customers select g, 'somebody' || g from generate_series(1, 500) g;
                                grant rds_iam, rds_superuser to shop_app;
                                alter role shop_app createdb createrole valid until '2020-01-01';
                                """).automatedSnapshot(Duration.ofHours(3))));
        production
                .parameters
                .withObject("sql")
                .putArray("mask")
                .addObject()
                .put("inline", "UPDATE customers SET email = 'x'");
        production
                .parameters
                .putArray("users")
                .addObject()
                .put("name", "shop_app")
                .put("secret_arn", RestoreTestRunner.secret("qa"))
                .putArray("grants")
                .add("SELECT ON {app}.customers");

        assertThat(production.run().state()).isEqualTo(OperationState.COMPLETED);

        assertThat(production.sql(
                        "shop-staging",
                        RestoreTestRunner.secret("qa"),
                        "SELECT rolcreaterole, rolcreatedb, rolvaliduntil = 'infinity', pg_has_role('rds_iam', 'MEMBER'),"
                                + " pg_has_role('rds_superuser', 'MEMBER') FROM pg_roles WHERE rolname = current_user"))
                .containsExactly("false false true false false");
    }

    @Test
    void aSecretThatIsNotThereAndTheMasterUserAreRefused() {
        user("qa_app", "nobody");
        user("shop_admin", "shop-admin");

        assertThat(trial.dryRun().tree().at("/error/cause").asText())
                .contains("secret-unseen", "the secret of user qa_app can't be looked at", "user-is-master");
    }

    @Test
    void aSecretThatSomebodyHasDeletedIsRefusedWhileItCanStillBeSeen() {
        user("qa_app", "qa");
        trial.simulator.change(world -> world.site("123456789012", "us-east-1")
                .secrets()
                .computeIfPresent(RestoreTestRunner.secret("qa"), (_, secret) -> secret.deleted()));

        assertThat(trial.dryRun().tree().at("/error/cause").asText())
                .contains("secret-unseen", "is scheduled for deletion");
    }

    @Test
    void aSecretOfAnotherUserStopsIt() {
        user("qa_app", "qa-other");
        trial.answering("rollback");

        assertThat(trial.run().state()).isEqualTo(OperationState.ROLLED_BACK);

        assertThat(trial.questions.getFirst().toString()).contains("is of user somebody, not of qa_app");
    }
}
