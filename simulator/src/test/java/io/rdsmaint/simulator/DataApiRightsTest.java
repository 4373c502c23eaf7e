package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.rdsdata.model.DatabaseErrorException;

/** Who the Data API's statements run as, and beside whom. */
class DataApiRightsTest {

    private final SqlLab lab = new SqlLab();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy (select 1) to program 'true'",
                "copy item to '/tmp/item'",
                "select rolpassword from pg_authid",
                "select pg_read_file('/etc/passwd')",
                "alter system set work_mem = '1GB'",
                "create role boss superuser",
                "set session authorization postgres",
                "set role postgres",
                "create function f() returns int language c as 'libc', 'getpid'",
                "create extension file_fdw"
            })
    void noMasterUserIsASuperuser(String forbidden) {
        assertThatThrownBy(() -> lab.sql(forbidden)).isInstanceOf(DatabaseErrorException.class);
    }

    @Test
    void aMasterUserAdministersDatabasesRolesAndSessions() {
        assertThat(lab
                        .sql("select rolsuper, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user")
                        .records()
                        .getFirst()
                        .stream()
                        .map(field -> field.booleanValue()))
                .containsExactly(false, true, true);
        assertThat(lab.one("select string_agg(r, ',' order by r) from unnest(array['rds_superuser', 'pg_monitor',"
                                + " 'pg_signal_backend', 'pg_read_all_data', 'pg_execute_server_program']) r"
                                + " where pg_has_role(r, 'member')")
                        .stringValue())
                .isEqualTo("pg_monitor,pg_read_all_data,pg_signal_backend,rds_superuser");
        lab.sql("create schema own");
        lab.sql("create role lab_reader");
        lab.sql("drop role lab_reader");
    }

    @Test
    void anotherUserHasOnlyWhatItWasGranted() {
        var plain = new SqlLab(stage -> stage.alter("lab", cluster -> cluster.databaseUser("lab_plain", "secret"))
                .secret("plain", "lab_plain", "secret"));
        String secret = SqlLab.SECRET.replace(":lab-", ":plain-");
        assertThatThrownBy(
                        () -> plain.execute(request -> request.secretArn(secret).sql("select * from item")))
                .hasMessageContaining("permission denied for table item");
        plain.sql("grant select on item to lab_plain");
        assertThat(plain.execute(request -> request.secretArn(secret).sql("select id from item where id = 1"))
                        .records())
                .hasSize(1);
    }

    @Test
    void cronJobsAreListedAndSwitched() {
        long job = lab.one("select cron.schedule('nightly', '0 2 * * *', 'select 1')")
                .longValue();
        assertThat(lab
                        .sql("select schedule, database, username, active::text, jobname from cron.job")
                        .records()
                        .getFirst()
                        .stream()
                        .map(field -> field.stringValue()))
                .containsExactly("0 2 * * *", "app", "lab_admin", "true", "nightly");
        lab.sql("select cron.alter_job(job_id := :job, active := false)", SqlLab.parameter("job", job));
        assertThat(lab.one("select active from cron.job").booleanValue()).isFalse();
        assertThatThrownBy(() -> lab.sql("select cron.alter_job(job_id := 99, active := true)"))
                .hasMessageContaining("Job 99 does not exist or you don't own it");
    }

    @Test
    void lanesRunBesideEachOther() {
        lab.sql("create sequence met");
        lab.sql("create function meet(lane int, lanes int) returns int language plpgsql as $$ begin"
                + " perform pg_advisory_xact_lock(1, lane);"
                + " while not (select is_called from met) loop"
                + "  if (select count(*) from pg_locks l join pg_database d on d.oid = l.database"
                + "   where d.datname = current_database() and l.locktype = 'advisory' and l.granted) = lanes"
                + "  then perform nextval('met'); end if;"
                + "  perform pg_sleep(0.005); end loop;"
                + " return lane; end $$");
        List<CompletableFuture<Long>> lanes = IntStream.rangeClosed(1, 4)
                .mapToObj(lane -> CompletableFuture.supplyAsync(
                        () -> lab.one("select meet(" + lane + ", 4)").longValue(),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        assertThat(lanes.stream().map(CompletableFuture::join)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(lab.simulator.calls().stream().filter(call -> call.outcome().equals(CallRecord.OK)))
                .hasSize(6);
    }
}
