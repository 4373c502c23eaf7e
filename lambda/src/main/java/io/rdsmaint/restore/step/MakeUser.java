package io.rdsmaint.restore.step;

import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rdsdata.DataApi;
import io.rdsmaint.gateway.rdsdata.Database;
import io.rdsmaint.gateway.rdsdata.Row;
import io.rdsmaint.gateway.rdsdata.Sql;
import io.rdsmaint.gateway.secrets.Login;
import io.rdsmaint.kit.Json;
import io.rdsmaint.restore.plan.Parameters;
import io.rdsmaint.restore.plan.ScramVerifier;
import java.time.Duration;
import java.util.List;

/**
 * Goal: a user of the masked copy logs in with the password of its secret, and with no other. The secret is read right before the call,
 * and the statement holds a verifier alone. A comment on the role tells whose it is; a role of that name that came with the snapshot is
 * taken over, for it can't log in any more: without an end of its password's days, without rights to make roles and databases, and not as a
 * member of {@code rds_superuser} or {@code rds_iam}, whose members may do all, or need another password. Other memberships stay.
 */
public final class MakeUser extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "make_user";

    private static final String USER = "user";
    private static final String SECRET = "secret_arn";

    private static final String SEEN =
            "SELECT count(*) AS made FROM pg_catalog.pg_roles r WHERE r.rolname = :name AND r.rolcanlogin"
                    + " AND NOT r.rolcreaterole AND NOT r.rolcreatedb"
                    + " AND COALESCE(r.rolvaliduntil, 'infinity'::timestamptz) = 'infinity'::timestamptz"
                    + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_roles g WHERE g.rolname IN ('rds_superuser', 'rds_iam')"
                    + " AND pg_catalog.pg_has_role(r.oid, g.oid, 'MEMBER'))"
                    + " AND pg_catalog.shobj_description(r.oid, 'pg_authid') = :whose";

    private final CopyDatabase place;

    public MakeUser(RestoreTools tools, CopyDatabase place) {
        super(ACTION, tools);
        this.place = place;
    }

    /** Makes one. */
    public static PlannedStep planned(Parameters.User user) {
        return PlannedStep.calling(
                "Make user " + user.name(),
                ACTION,
                Json.object().put(USER, user.name()).put(SECRET, user.secretArn()),
                Duration.ofSeconds(10),
                Duration.ofMinutes(30),
                "ExecuteStatement role " + user.name());
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        String name = run.parameters().path(USER).asText();
        Database database = place.database(operation);
        String whose = "rds-maint " + operation.id();
        List<Row> seen = world(operation)
                .data()
                .read(database, Sql.of(SEEN).with("name", name).with("whose", whose));
        if (seen.getFirst().number("made") > 0) {
            run.reached("the user may log in");
            return Outcome.done();
        }
        String secret = run.parameters().path(SECRET).asText();
        Login login = world(operation).secrets().login(secret);
        if (!login.user().equals(name)) {
            throw new LastingFailure("The secret " + secret + " is of user " + login.user() + ", not of " + name + ".");
        }
        Sql statement = Sql.of(statement(name, ScramVerifier.of(login.password(), operation.id() + "/" + name), whose));
        return change(
                run,
                false,
                Change.repeatable(
                                "ExecuteStatement role " + name,
                                "role:" + name,
                                () -> copy(operation).isPresent(),
                                intent -> {
                                    var _ = world(operation).data().change(intent, database, statement, false);
                                })
                        .within(DataApi.CALL)
                        .settlingIn(DataApi.CALL)
                        .showingAtOnce());
    }

    /** A name that {@link Parameters} has let in, a verifier and an operation's id hold nothing that would have to be quoted. */
    private static String statement(String name, String verifier, String whose) {
        return """
                DO $user$
                DECLARE
                  _group name;
                BEGIN
                  IF current_user = '%1$s' THEN
                    RAISE EXCEPTION '%1$s is the master user, whose password RDS keeps';
                  END IF;
                  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '%1$s') THEN
                    CREATE ROLE "%1$s";
                  END IF;
                  FOR _group IN SELECT g.rolname FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles g ON g.oid = m.roleid
                      WHERE m.member = '"%1$s"'::regrole AND g.rolname IN ('rds_superuser', 'rds_iam') LOOP
                    EXECUTE pg_catalog.format('REVOKE %%I FROM "%1$s"', _group);
                  END LOOP;
                  FOR _group IN SELECT g.rolname FROM pg_catalog.pg_roles g WHERE g.rolname IN ('rds_superuser', 'rds_iam')
                      AND pg_catalog.pg_has_role('%1$s', g.oid, 'MEMBER') LOOP
                    RAISE EXCEPTION '%1$s came with the snapshot and stays a member of %%; revoke that in sql.mask, or name another user', _group;
                  END LOOP;
                  ALTER ROLE "%1$s" LOGIN NOCREATEROLE NOCREATEDB VALID UNTIL 'infinity' PASSWORD '%2$s';
                  COMMENT ON ROLE "%1$s" IS '%3$s';
                END
                $user$
                """.formatted(name, verifier, whose);
    }
}
