// What the API answers, as far as the page reads it; openapi.json is the whole. Unknown words are texts, never errors.

export interface Freeze {
  reason: string;
  by: string;
  since: string;
}

export interface Session {
  name: string;
  role: string;
  deployment: string;
  region: string;
  regions: string[];
  function_version: string;
  runbook?: string;
  state_machine_arn: string;
  local: boolean;
  now: string;
}

export interface TargetName {
  kind: string;
  name: string;
}

export interface Row {
  operation_id: string;
  operation_type: string;
  operation_state: string;
  ending?: string;
  target: TargetName;
  region: string;
  step_index: number;
  step_count: number;
  step_name?: string;
  since: string;
  estimated_end?: string;
  question_kind?: string;
  question_reason?: string;
  situation?: string;
  stalled: boolean;
  requested_by?: string;
  created_at: string;
  ended_at?: string;
  summary?: string;
  report?: string[];
  residue?: string[];
}

export interface Listing {
  needs_you: Row[];
  running: Row[];
  recent: Row[];
  freeze: Freeze | null;
  next_token: string | null;
  now: string;
}

export interface Answered {
  question_id: string;
  action: string;
  choice?: string;
  comment?: string;
  by?: string;
  at: string;
}

export interface Step {
  planned: {
    name: string;
    action: string;
    gate?: string;
    expected: string;
    calls?: string[];
    disruptive?: boolean;
    cleanup?: boolean;
  };
  state: string;
  attempt: number;
  approved?: Answered;
  wait_condition?: string;
  errors?: number;
  started_at?: string;
  completed_at?: string;
  attempt_at?: string;
  memo?: { asked_seconds?: number };
}

export interface Option {
  action: string;
  choice?: string;
  consequence: string;
  destructive: boolean;
}

export interface Question {
  id: string;
  kind: string;
  code?: string;
  attempt: number;
  situation?: string;
  reason: string;
  observed?: string;
  options: Option[];
  deadline_seconds: number;
  commands: string[];
  asked_at: string;
  note?: string;
}

export interface Operation {
  id: string;
  type: string;
  target: { account: string; region: string; cluster_id?: string; kind?: string; name?: string };
  parameters: Record<string, unknown>;
  origin?: { requested_by?: string; reason?: string };
  options: {
    wait_timeout_seconds?: number;
    schedule?: { not_before?: string; window?: unknown; outside?: string };
    guard_alarms?: string[];
    watch_minutes?: number;
  };
  steps: Step[];
  index: number;
  state: string;
  resumes_to?: string;
  ending: string;
  question?: Question;
  last_answer?: Answered;
  owner: { execution_arn: string; stalled: boolean };
  version: number;
  summary: string;
  notes: string[];
  baseline: {
    writer?: string;
    members?: Record<string, { class?: string; autoscaled?: boolean }>;
    [other: string]: unknown;
  };
  residue: string[];
  report: string[];
  created_at: string;
  updated_at: string;
  ended_at?: string;
}

export interface OperationView {
  operation: Operation;
  overview: Row;
  freeze: Freeze | null;
  now: string;
  log_entries: number;
  answer_commands?: { script: string; aws: string }[];
}

export interface LogEntry {
  number: number;
  at: string;
  type: string;
  actor: string;
  cause?: string;
  message: string;
  data?: { by_verified?: string; by_declared?: string };
  trouble: boolean;
}

export interface Log {
  entries: LogEntry[];
  before: number | null;
  now: string;
}

export interface Side {
  id: string;
  status: string;
  engine: string;
  version: string;
  storage_type: string;
  pending: Record<string, string>;
  instances: {
    id: string;
    role: string;
    class: string;
    zone: string;
    version: string;
    status: string;
    autoscaled: boolean;
    pending: Record<string, string>;
  }[];
}

export interface Deployment {
  id: string;
  name: string;
  status: string;
  status_details: string | null;
  tasks: { name: string; status: string }[];
  members: { source: string; target: string | null; status: string }[];
  green: Side | null;
}

export interface ClusterNow extends Side {
  blue_green: Deployment[];
  proxies: { name: string; status: string; targets: { name: string; status: string; available: boolean }[] }[];
}

export interface Look {
  family: string;
  now_there: Record<string, unknown>;
  seen_at: string;
  now: string;
}

export interface FieldSchema {
  type: string;
  description?: string;
  enum?: string[];
  minimum?: number;
  maximum?: number;
  "x-list"?: string;
  "x-usual"?: string;
}

export interface TypeInfo {
  type: string;
  family: string;
  words: string;
  target: { kind: string; field: string; word: string };
  schema: { properties: Record<string, FieldSchema>; required: string[]; additionalProperties: boolean };
  options: string[];
}

export interface Choices {
  choices: { value: string; words: string }[];
  seen_at: string;
}

export interface Planned {
  name: string;
  state: string;
  summary?: string | null;
  plan?: string[];
  plan_hash?: string | null;
  code?: string | null;
  cause?: string | null;
}

export interface Started {
  name: string;
  state: string;
  operation_id?: string;
  summary?: string | null;
}

export interface History {
  target: TargetName;
  region: string;
  types: string[];
  live: Row[];
  history: Row[];
  freeze: Freeze | null;
  next_token: string | null;
  now: string;
}

export interface Leftovers {
  residue: {
    kind: string;
    id: string;
    target: TargetName;
    region: string;
    status: string;
    operation_id?: string;
    what_to_do: string;
  }[];
  regions: string[];
}
