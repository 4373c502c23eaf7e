DO $install$
-- The ledger of pieces of work, one statement: it is installed whole or not at all, and by one session at a time.
-- A piece is locked while it runs and done once it has committed; otherwise it is free. Nothing else is remembered of it
-- but how often it failed. Locks: (ledger, 0) shared by whoever runs a piece, alone by whoever closes or adopts the ledger;
-- (ledger and phase, piece) by whoever runs that piece.
BEGIN
PERFORM pg_catalog.pg_advisory_xact_lock(1919184749, 1);
IF pg_catalog.to_regclass('ops.versions') IS NOT NULL THEN
  IF EXISTS (SELECT FROM ops.versions WHERE version >= /*VERSION*/0) THEN
    RETURN;
  END IF;
END IF;

CREATE SCHEMA IF NOT EXISTS ops;

CREATE TABLE IF NOT EXISTS ops.versions (
  version integer PRIMARY KEY,
  sha256 text NOT NULL,
  installed_by text NOT NULL DEFAULT current_user,
  installed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- One for each operation that planned pieces. The runner is the operation that may run them now.
CREATE TABLE IF NOT EXISTS ops.ledgers (
  operation text PRIMARY KEY,
  runner text NOT NULL,
  pipeline text NOT NULL,
  window_from text,
  window_to text,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The pieces of a phase are planned in the transaction that makes its row: a phase that is there is planned completely.
CREATE TABLE IF NOT EXISTS ops.phases (
  operation text NOT NULL REFERENCES ops.ledgers ON DELETE CASCADE,
  phase text NOT NULL,
  open boolean NOT NULL DEFAULT true,
  cleanup boolean NOT NULL,
  ordered boolean NOT NULL,
  sha256 text NOT NULL,
  statement_timeout integer NOT NULL,
  keys text[] NOT NULL DEFAULT '{}',
  types text[] NOT NULL DEFAULT '{}',
  split_keys text[] NOT NULL DEFAULT '{}',
  split_types text[] NOT NULL DEFAULT '{}',
  nulls boolean NOT NULL DEFAULT false,
  planned_pieces integer NOT NULL DEFAULT 0,
  planned_rows bigint NOT NULL DEFAULT 0,
  planned_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (operation, phase)
);

-- The text of a statement: a template of format(), whose arguments are names first, then a predicate for each alias.
CREATE TABLE IF NOT EXISTS ops.statements (
  operation text NOT NULL,
  phase text NOT NULL,
  statement integer NOT NULL,
  template text NOT NULL,
  names text[] NOT NULL,
  aliases text[] NOT NULL,
  PRIMARY KEY (operation, phase, statement),
  FOREIGN KEY (operation, phase) REFERENCES ops.phases ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS ops.pieces (
  operation text NOT NULL,
  phase text NOT NULL,
  piece integer NOT NULL,
  statement integer NOT NULL,
  kind text NOT NULL,
  lower text[],
  upper text[],
  split_lower text[],
  split_upper text[],
  planned_rows bigint,
  done boolean NOT NULL DEFAULT false,
  done_rows bigint,
  failures integer NOT NULL DEFAULT 0,
  last_error text,
  started_at timestamptz,
  finished_at timestamptz,
  PRIMARY KEY (operation, phase, piece),
  FOREIGN KEY (operation, phase) REFERENCES ops.phases ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS pieces_to_do ON ops.pieces (operation, phase, failures, piece) WHERE NOT done;

-- A number for a name, for advisory locks; the same in every version of PostgreSQL.
CREATE OR REPLACE FUNCTION ops.key(_name text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $f$ SELECT ('x' || substr(md5(_name), 1, 8))::bit(32)::integer $f$;

-- Who runs which piece of a phase; piece 0 of phase '' is whoever runs any.
CREATE OR REPLACE FUNCTION ops.holders(_operation text, _phase text) RETURNS TABLE (piece integer, pid integer)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $f$
  SELECT objid::bigint::integer, l.pid
  FROM pg_locks l
  WHERE locktype = 'advisory' AND granted AND objsubid = 2
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND classid::bigint = (ops.key(CASE WHEN _phase = '' THEN _operation ELSE _operation || '/' || _phase END)::bigint & 4294967295)
$f$;

-- Plans a phase, once: the second call, whenever it comes, finds it planned. Answers its pieces and rows.
CREATE OR REPLACE FUNCTION ops.plan_pieces(
  _operation text, _runner text, _phase text, _spec jsonb,
  OUT outcome text, OUT pieces integer, OUT planned bigint)
LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
SET datestyle = 'ISO, YMD'
SET intervalstyle = 'postgres'
SET extra_float_digits = 1
AS $f$
DECLARE
  _ledger ops.ledgers;
  _known ops.phases;
  _chunk jsonb := _spec -> 'chunk';
  _has_nulls boolean := false;
BEGIN
  PERFORM pg_advisory_xact_lock(ops.key(_operation || '/' || _phase), 0);
  INSERT INTO ops.ledgers (operation, runner, pipeline, window_from, window_to)
    VALUES (_operation, _runner, _spec ->> 'pipeline', _spec ->> 'window_from', _spec ->> 'window_to')
    ON CONFLICT DO NOTHING;
  SELECT * INTO _ledger FROM ops.ledgers l WHERE l.operation = _operation;
  SELECT * INTO _known FROM ops.phases p WHERE p.operation = _operation AND p.phase = _phase;
  IF FOUND THEN
    outcome := CASE WHEN _known.sha256 = _spec ->> 'sha256' THEN 'planned' ELSE 'other' END;
    pieces := _known.planned_pieces;
    planned := _known.planned_rows;
    RETURN;
  END IF;
  IF _ledger.runner <> _runner THEN
    outcome := 'closed';
    RETURN;
  END IF;
  INSERT INTO ops.phases (operation, phase, cleanup, ordered, sha256, statement_timeout)
    VALUES (_operation, _phase, (_spec ->> 'cleanup')::boolean, _chunk IS NULL, _spec ->> 'sha256',
      (_spec ->> 'statement_timeout')::integer);
  INSERT INTO ops.statements (operation, phase, statement, template, names, aliases)
    SELECT _operation, _phase, s.n, s.one ->> 'template',
      ARRAY(SELECT jsonb_array_elements_text(s.one -> 'names')),
      ARRAY(SELECT jsonb_array_elements_text(s.one -> 'aliases'))
    FROM jsonb_array_elements(_spec -> 'statements') WITH ORDINALITY s (one, n);
  IF _chunk IS NULL THEN
    INSERT INTO ops.pieces (operation, phase, piece, statement, kind)
      SELECT s.operation, s.phase, s.statement, s.statement, 'whole'
      FROM ops.statements s WHERE s.operation = _operation AND s.phase = _phase;
  ELSE
    PERFORM ops.describe_keys(_operation, _phase, _chunk, _ledger);
    INSERT INTO ops.pieces (operation, phase, piece, statement, kind, lower, upper, split_lower, split_upper, planned_rows)
      SELECT _operation, _phase, c.piece, 1, c.kind, c.lower, c.upper, c.split_lower, c.split_upper, c.rows
      FROM ops.cut(_operation, _phase, _chunk, _ledger) c;
    SELECT EXISTS (SELECT FROM ops.pieces p WHERE p.operation = _operation AND p.phase = _phase AND p.kind = 'nulls')
      INTO _has_nulls;
  END IF;
  UPDATE ops.phases p SET
      nulls = _has_nulls,
      planned_pieces = (SELECT count(*) FROM ops.pieces i WHERE i.operation = _operation AND i.phase = _phase),
      planned_rows = (SELECT coalesce(sum(i.planned_rows), 0) FROM ops.pieces i WHERE i.operation = _operation AND i.phase = _phase)
    WHERE p.operation = _operation AND p.phase = _phase
    RETURNING p.planned_pieces, p.planned_rows INTO pieces, planned;
  outcome := 'planned';
END
$f$;

-- What a source reads as: a table or a query, with its names in place and the window as values.
CREATE OR REPLACE FUNCTION ops.source(_chunk jsonb, _ledger ops.ledgers) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $f$
  SELECT format(_chunk ->> 'source', VARIADIC ARRAY(SELECT jsonb_array_elements_text(_chunk -> 'names'))
    || coalesce(_ledger.window_from, '') || coalesce(_ledger.window_to, ''))
$f$;

-- Takes down the types of a phase's keys, and the primary key of its source, by which keys with too many rows are split.
CREATE OR REPLACE FUNCTION ops.describe_keys(_operation text, _phase text, _chunk jsonb, _ledger ops.ledgers) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
AS $f$
DECLARE
  _keys text[] := ARRAY(SELECT jsonb_array_elements_text(_chunk -> 'keys'));
  _split text[] := ARRAY(SELECT jsonb_array_elements_text(_chunk -> 'split_by'));
  _source text := ops.source(_chunk, _ledger);
BEGIN
  IF _split = '{}' AND (_chunk ->> 'table')::boolean THEN
    _split := ARRAY(
      SELECT a.attname::text
      FROM pg_index x
      CROSS JOIN LATERAL unnest(x.indkey::smallint[]) WITH ORDINALITY k (attnum, n)
      JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum
      WHERE x.indrelid = _source::regclass AND x.indisprimary
      ORDER BY k.n);
  END IF;
  UPDATE ops.phases p
    SET keys = _keys, types = ops.types(_source, _keys), split_keys = _split, split_types = ops.types(_source, _split)
    WHERE p.operation = _operation AND p.phase = _phase;
END
$f$;

CREATE OR REPLACE FUNCTION ops.types(_source text, _columns text[]) RETURNS text[]
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, pg_temp
AS $f$
DECLARE
  _types text[];
BEGIN
  IF _columns = '{}' THEN
    RETURN '{}';
  END IF;
  EXECUTE format('SELECT ARRAY[%s] FROM (SELECT) one LEFT JOIN LATERAL (SELECT * FROM %s s LIMIT 1) s ON true',
      (SELECT string_agg(format('pg_typeof(s.%I)::text', c), ', ' ORDER BY n) FROM unnest(_columns) WITH ORDINALITY u (c, n)),
      _source)
    INTO _types;
  RETURN _types;
END
$f$;

-- Columns of an alias, as 's.a, s.b', each by a template of format().
CREATE OR REPLACE FUNCTION ops.columns(_template text, _alias text, _columns text[], _between text) RETURNS text
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $f$
  SELECT string_agg(replace(_template, '#', format('%I.%I', _alias, c)), _between ORDER BY n)
  FROM unnest(_columns) WITH ORDINALITY u (c, n)
$f$;

-- Cuts a source into ranges of keys that leave no gap between them: from the first key of each to that of the next, the first
-- and the last without an end. A key is whole unless it has too many rows; rows without a key are pieces of their own.
CREATE OR REPLACE FUNCTION ops.cut(_operation text, _phase text, _chunk jsonb, _ledger ops.ledgers)
RETURNS TABLE (piece integer, kind text, lower text[], upper text[], split_lower text[], split_upper text[], rows bigint)
LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
AS $f$
DECLARE
  _p ops.phases;
  _source text := ops.source(_chunk, _ledger);
  _target bigint := (_chunk ->> 'target_rows')::bigint;
  _most bigint := (_chunk ->> 'max_rows')::bigint;
  _day boolean := _chunk ->> 'strategy' = 'date';
  _expressions text;
  _groups text;
  _after text[];
  _from text[];
  _sum bigint := 0;
  _g record;
  _s record;
BEGIN
  SELECT * INTO STRICT _p FROM ops.phases p WHERE p.operation = _operation AND p.phase = _phase;
  _expressions := CASE
    WHEN _day THEN format('date_trunc(''day'', s.%I)::%s', _p.keys[1], _p.types[1])
    ELSE ops.columns('#', 's', _p.keys, ', ') END;
  _groups := format('FROM %s s WHERE %s', _source, ops.columns('# IS NOT NULL', 's', _p.keys, ' AND '));
  IF _chunk ->> 'strategy' = 'range_count' THEN
    _groups := format(
      'SELECT f.k, f.n, NULL::text[] next FROM (
         SELECT q.k, q.r, count(*) OVER part n, min(q.r) OVER part first FROM (
           SELECT ARRAY[%1$s] k, row_number() OVER (ORDER BY %2$s) r, rank() OVER (ORDER BY %2$s) same %3$s) q
         WINDOW part AS (PARTITION BY (q.same - 1) / %4$s)) f
       WHERE f.r = f.first ORDER BY f.r',
      ops.columns('#::text', 's', _p.keys, ', '), _expressions, _groups, _target);
  ELSIF _day THEN
    _groups := format('SELECT ARRAY[q.k::text] k, q.n, ARRAY[((q.k + interval ''1 day'')::%1$s)::text] next
        FROM (SELECT %2$s k, count(*) n %3$s GROUP BY 1) q ORDER BY q.k', _p.types[1], _expressions, _groups);
  ELSE
    _groups := format('SELECT ARRAY[%1$s] k, count(*) n, NULL::text[] next %2$s GROUP BY %3$s ORDER BY %3$s',
      ops.columns('#::text', 's', _p.keys, ', '), _groups, _expressions);
  END IF;
  piece := 0;
  FOR _g IN EXECUTE _groups LOOP
    IF _g.n > _most AND _p.split_keys <> '{}' AND _chunk ->> 'strategy' <> 'range_count' THEN
      -- What came before it ends where it begins, and what follows it begins after it.
      IF _sum > 0 OR _after IS NOT NULL OR _from IS DISTINCT FROM _g.k THEN
        piece := piece + 1;
        kind := CASE WHEN _after IS NULL THEN 'range' ELSE 'after' END;
        lower := coalesce(_after, _from); upper := _g.k; split_lower := NULL; split_upper := NULL; rows := _sum;
        RETURN NEXT;
      END IF;
      kind := CASE WHEN _day THEN 'range' ELSE 'key' END;
      lower := _g.k;
      upper := _g.next;
      split_lower := NULL;
      split_upper := NULL;
      FOR _s IN EXECUTE format(
          'SELECT f.k, lead(f.k) OVER (ORDER BY f.r) next, f.n FROM (
             SELECT q.k, q.r, count(*) OVER part n, min(q.r) OVER part first FROM (
               SELECT ARRAY[%1$s] k, row_number() OVER (ORDER BY %2$s) r FROM %3$s s WHERE %4$s) q
             WINDOW part AS (PARTITION BY (q.r - 1) / %5$s)) f
           WHERE f.r = f.first ORDER BY f.r',
          ops.columns('#::text', 's', _p.split_keys, ', '), ops.columns('#', 's', _p.split_keys, ', '), _source,
          ops.predicate(_p, ROW(_operation, _phase, 0, 1, kind, lower, upper, NULL, NULL, NULL, false, NULL, 0, NULL, NULL, NULL)::ops.pieces, 's'),
          _target)
          USING NULL::text, NULL::text, lower, upper LOOP
        piece := piece + 1;
        split_upper := _s.next;
        rows := _s.n;
        RETURN NEXT;
        split_lower := _s.next;
      END LOOP;
      _sum := 0;
      IF _day THEN
        _from := _g.next; _after := NULL;
      ELSE
        _from := NULL; _after := _g.k;
      END IF;
      CONTINUE;
    END IF;
    IF _sum > 0 AND (_sum >= _target OR _sum + _g.n > _most) THEN
      piece := piece + 1;
      kind := CASE WHEN _after IS NULL THEN 'range' ELSE 'after' END;
      lower := coalesce(_after, _from); upper := _g.k; split_lower := NULL; split_upper := NULL; rows := _sum;
      RETURN NEXT;
      _from := _g.k;
      _after := NULL;
      _sum := 0;
    END IF;
    _sum := _sum + _g.n;
  END LOOP;
  IF _sum > 0 OR piece > 0 THEN
    piece := piece + 1;
    kind := CASE WHEN _after IS NULL THEN 'range' ELSE 'after' END;
    lower := coalesce(_after, _from); upper := NULL; split_lower := NULL; split_upper := NULL; rows := _sum;
    RETURN NEXT;
  END IF;
  -- Rows that have no key.
  FOR _s IN EXECUTE format(
      'SELECT count(*) n FROM %s s WHERE %s', _source, ops.columns('# IS NULL', 's', _p.keys, ' OR ')) LOOP
    IF _s.n > 0 THEN
      piece := piece + 1;
      kind := 'nulls'; lower := NULL; upper := NULL; split_lower := NULL; split_upper := NULL; rows := _s.n;
      RETURN NEXT;
    END IF;
  END LOOP;
END
$f$;

-- What selects the rows of a piece; its bounds are the parameters $3 to $6.
CREATE OR REPLACE FUNCTION ops.predicate(_p ops.phases, _piece ops.pieces, _alias text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $f$
DECLARE
  _all text[] := '{}';
BEGIN
  IF _piece.kind = 'nulls' THEN
    _all := _all || format('(%s)', ops.columns('# IS NULL', _alias, _p.keys, ' OR '));
  ELSIF _p.nulls THEN
    _all := _all || ops.columns('# IS NOT NULL', _alias, _p.keys, ' AND ');
  END IF;
  IF _piece.lower IS NOT NULL THEN
    _all := _all || ops.compared(_alias, _p.keys, _p.types,
      CASE _piece.kind WHEN 'key' THEN '=' WHEN 'after' THEN '>' ELSE '>=' END, '$3');
  END IF;
  IF _piece.upper IS NOT NULL THEN
    _all := _all || ops.compared(_alias, _p.keys, _p.types, '<', '$4');
  END IF;
  IF _piece.split_lower IS NOT NULL THEN
    _all := _all || ops.compared(_alias, _p.split_keys, _p.split_types, '>=', '$5');
  END IF;
  IF _piece.split_upper IS NOT NULL THEN
    _all := _all || ops.compared(_alias, _p.split_keys, _p.split_types, '<', '$6');
  END IF;
  RETURN CASE WHEN _all = '{}' THEN 'true' ELSE '(' || array_to_string(_all, ' AND ') || ')' END;
END
$f$;

CREATE OR REPLACE FUNCTION ops.compared(_alias text, _columns text[], _types text[], _operator text, _bound text) RETURNS text
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $f$
  SELECT format('(%s) %s (%s)', ops.columns('#', _alias, _columns, ', '), _operator,
    (SELECT string_agg(format('(%s)[%s]::%s', _bound, n, t), ', ' ORDER BY n) FROM unnest(_types) WITH ORDINALITY u (t, n)))
$f$;

-- The text of a piece's statement; without a piece that of the whole.
CREATE OR REPLACE FUNCTION ops.statement(_p ops.phases, _number integer, _piece ops.pieces) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $f$
  SELECT format(s.template, VARIADIC s.names || ARRAY(
    SELECT CASE WHEN _piece IS NULL THEN 'true' ELSE ops.predicate(_p, _piece, a) END
    FROM unnest(s.aliases) WITH ORDINALITY u (a, n) ORDER BY n))
  FROM ops.statements s
  WHERE s.operation = _p.operation AND s.phase = _p.phase AND s.statement = _number
$f$;

-- Runs the next free piece of a phase that has failed less often than in _round rounds: 'done', 'failed', 'none' or 'closed'.
CREATE OR REPLACE FUNCTION ops.run_piece(
  _operation text, _runner text, _phase text, _round integer,
  OUT outcome text, OUT piece integer, OUT rows bigint, OUT error text)
LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
SET datestyle = 'ISO, YMD'
SET intervalstyle = 'postgres'
AS $f$
DECLARE
  _ledger ops.ledgers;
  _p ops.phases;
  _piece ops.pieces;
  _began timestamptz := clock_timestamp();
BEGIN
  PERFORM pg_advisory_xact_lock_shared(ops.key(_operation), 0);
  SELECT * INTO _ledger FROM ops.ledgers l WHERE l.operation = _operation AND l.runner = _runner;
  SELECT * INTO _p FROM ops.phases p WHERE p.operation = _operation AND p.phase = _phase AND p.open;
  IF _ledger.operation IS NULL OR _p.operation IS NULL THEN
    outcome := 'closed';
    RETURN;
  END IF;
  IF _p.ordered THEN
    SELECT * INTO _piece FROM ops.pieces i
      WHERE i.operation = _operation AND i.phase = _phase AND NOT i.done AND i.failures < _round
        AND i.piece = (SELECT min(f.piece) FROM ops.pieces f WHERE f.operation = _operation AND f.phase = _phase AND NOT f.done)
      FOR UPDATE SKIP LOCKED;
  ELSE
    SELECT * INTO _piece FROM ops.pieces i
      WHERE i.operation = _operation AND i.phase = _phase AND NOT i.done AND i.failures < _round
      ORDER BY i.failures, i.piece LIMIT 1
      FOR UPDATE SKIP LOCKED;
  END IF;
  IF NOT FOUND THEN
    outcome := 'none';
    RETURN;
  END IF;
  piece := _piece.piece;
  PERFORM pg_advisory_xact_lock(ops.key(_operation || '/' || _phase), piece);
  BEGIN
    EXECUTE ops.statement(_p, _piece.statement, _piece)
      USING _ledger.window_from, _ledger.window_to, _piece.lower, _piece.upper, _piece.split_lower, _piece.split_upper;
    GET DIAGNOSTICS rows = ROW_COUNT;
    SET CONSTRAINTS ALL IMMEDIATE;
  EXCEPTION WHEN query_canceled OR assert_failure OR OTHERS THEN
    error := SQLSTATE || ' ' || SQLERRM;
    UPDATE ops.pieces i
      SET failures = i.failures + 1, last_error = left(error, 2000), started_at = _began, finished_at = clock_timestamp()
      WHERE i.operation = _operation AND i.phase = _phase AND i.piece = _piece.piece;
    rows := NULL;
    outcome := 'failed';
    RETURN;
  END;
  UPDATE ops.pieces i
    SET done = true, done_rows = rows, started_at = _began, finished_at = clock_timestamp()
    WHERE i.operation = _operation AND i.phase = _phase AND i.piece = _piece.piece;
  outcome := 'done';
END
$f$;

-- How far a phase is.
CREATE OR REPLACE FUNCTION ops.progress(_operation text, _phase text)
RETURNS TABLE (pieces bigint, done bigint, running bigint, failed bigint, fewest_failures integer, planned_rows bigint, done_rows bigint)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $f$
  SELECT count(*), count(*) FILTER (WHERE i.done), count(*) FILTER (WHERE NOT i.done AND h.piece IS NOT NULL),
    count(*) FILTER (WHERE NOT i.done AND i.failures > 0),
    CASE WHEN bool_or(p.ordered)
      THEN (array_agg(i.failures ORDER BY i.piece) FILTER (WHERE NOT i.done))[1]
      ELSE min(i.failures) FILTER (WHERE NOT i.done AND h.piece IS NULL) END,
    coalesce(sum(i.planned_rows), 0)::bigint, coalesce(sum(i.done_rows), 0)::bigint
  FROM ops.phases p
  JOIN ops.pieces i ON i.operation = p.operation AND i.phase = p.phase
  LEFT JOIN (SELECT DISTINCT h.piece FROM ops.holders(_operation, _phase) h) h ON h.piece = i.piece
  WHERE p.operation = _operation AND p.phase = _phase
$f$;

-- Gives the pieces that failed all their tries anew.
CREATE OR REPLACE FUNCTION ops.retry_failed(_operation text, _runner text, _phase text) RETURNS bigint
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $f$
  WITH again AS (
    UPDATE ops.pieces i SET failures = 0
    FROM ops.ledgers l
    WHERE l.operation = i.operation AND l.runner = _runner
      AND i.operation = _operation AND i.phase = _phase AND NOT i.done AND i.failures > 0
    RETURNING 1)
  SELECT count(*) FROM again
$f$;

-- Ends statements that run longer than their phase allows.
CREATE OR REPLACE FUNCTION ops.cancel_overdue(_operation text, _phase text) RETURNS bigint
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $f$
  SELECT count(*) FILTER (WHERE pg_cancel_backend(h.pid))
  FROM ops.holders(_operation, _phase) h
  JOIN pg_stat_activity a ON a.pid = h.pid
  JOIN ops.phases p ON p.operation = _operation AND p.phase = _phase
  WHERE h.piece > 0 AND a.xact_start < clock_timestamp() - make_interval(secs => p.statement_timeout)
$f$;

-- From when it answers 0 on, no piece of the operation's work begins any more, however late its call arrives; before that, it
-- answers how many still run.
CREATE OR REPLACE FUNCTION ops.close(_operation text, _runner text) RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $f$
BEGIN
  IF NOT pg_try_advisory_xact_lock(ops.key(_operation), 0) THEN
    RETURN (SELECT greatest(1, count(*)) FROM ops.holders(_operation, ''));
  END IF;
  UPDATE ops.phases p SET open = false
    FROM ops.ledgers l
    WHERE l.operation = p.operation AND l.runner = _runner AND p.operation = _operation AND NOT p.cleanup AND p.open;
  RETURN 0;
END
$f$;

-- From when it answers 0 on, the pieces are another operation's to run; before that, it answers how many still run.
CREATE OR REPLACE FUNCTION ops.adopt(_operation text, _runner text) RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $f$
BEGIN
  IF EXISTS (SELECT FROM ops.ledgers l WHERE l.operation = _operation AND l.runner = _runner) THEN
    RETURN 0;
  END IF;
  IF NOT pg_try_advisory_xact_lock(ops.key(_operation), 0) THEN
    RETURN (SELECT greatest(1, count(*)) FROM ops.holders(_operation, ''));
  END IF;
  UPDATE ops.ledgers l SET runner = _runner WHERE l.operation = _operation;
  UPDATE ops.phases p SET open = true WHERE p.operation = _operation AND NOT p.cleanup;
  UPDATE ops.pieces i SET failures = 0 WHERE i.operation = _operation AND NOT i.done AND i.failures > 0;
  RETURN 0;
END
$f$;

-- What the planner thinks a statement costs, for a piece or (null) as a whole.
CREATE OR REPLACE FUNCTION ops.cost(_operation text, _phase text, _statement integer, _number integer) RETURNS numeric
LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
SET datestyle = 'ISO, YMD'
AS $f$
DECLARE
  _ledger ops.ledgers;
  _p ops.phases;
  _piece ops.pieces;
  _plan json;
BEGIN
  SELECT * INTO STRICT _ledger FROM ops.ledgers l WHERE l.operation = _operation;
  SELECT * INTO STRICT _p FROM ops.phases p WHERE p.operation = _operation AND p.phase = _phase;
  SELECT * INTO _piece FROM ops.pieces i WHERE i.operation = _operation AND i.phase = _phase AND i.piece = _number;
  EXECUTE 'EXPLAIN (FORMAT JSON) ' || ops.statement(_p, _statement, CASE WHEN _number IS NULL THEN NULL ELSE _piece END)
    INTO _plan
    USING _ledger.window_from, _ledger.window_to, _piece.lower, _piece.upper, _piece.split_lower, _piece.split_upper;
  RETURN (_plan -> 0 -> 'Plan' ->> 'Total Cost')::numeric;
END
$f$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ops FROM PUBLIC;
INSERT INTO ops.versions (version, sha256) VALUES (/*VERSION*/0, '/*SHA256*/');
END
$install$
