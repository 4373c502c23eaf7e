package io.rdsmaint.simulator.scenario;

/**
 * A hospital's visits, for statements that take a while: {@code visits} with a row for each, {@code clinics} and
 * {@code diagnoses} beside it, {@code daily_scores} to be filled from it, a flag in {@code pipeline_state}, and two cron jobs.
 * The same seed and number of rows give the same rows.
 */
public final class Visits {

    /** How many rows the ready-made scenario has. */
    public static final int ROWS = 20_000;

    private static final String SCRIPT = """
            create table clinics (id int primary key, name text not null);
            insert into clinics select g, 'Clinic ' || g from generate_series(1, 12) g;
            create table diagnoses (code text primary key, weight numeric(4, 2) not null);
            insert into diagnoses select 'D' || lpad(g::text, 2, '0'), (1 + g % 7 * 0.25)::numeric(4, 2)
              from generate_series(1, 40) g;
            create table visits (
              id bigint primary key,
              patient_key text not null,
              clinic_id int not null references clinics,
              diagnosis text not null references diagnoses,
              day date not null,
              score numeric(10, 2) not null,
              flag int not null default 0
            );
            insert into visits (id, patient_key, clinic_id, diagnosis, day, score)
              select g,
                'p' || lpad((abs(hashint8extended(g, $seed)) % greatest($rows / 8, 1))::text, 6, '0'),
                1 + abs(hashint8extended(g, $seed + 1)) % 12,
                'D' || lpad((1 + abs(hashint8extended(g, $seed + 2)) % 40)::text, 2, '0'),
                date '2025-09-01' + (abs(hashint8extended(g, $seed + 3)) % 180)::int,
                (abs(hashint8extended(g, $seed + 4)) % 100000 / 100.0)::numeric(10, 2)
              from generate_series(1, $rows) g;
            create index visits_patient_key on visits (patient_key);
            create index visits_day on visits (day);
            create table daily_scores (
              day date not null,
              clinic_id int not null,
              visits int not null,
              score numeric(14, 2) not null,
              primary key (day, clinic_id)
            );
            create table pipeline_state (name text primary key, state text not null);
            insert into pipeline_state values ('nightly', 'idle');
            select cron.schedule('refresh-scores', '*/15 * * * *', 'select 1');
            select cron.schedule('purge-visits', '0 3 * * *', 'delete from visits where day < current_date - 730');
            """;

    private Visits() {}

    /** The script that makes it. */
    public static String script(int rows, long seed) {
        return SCRIPT.replace("$rows", Integer.toString(rows)).replace("$seed", Long.toString(seed));
    }
}
