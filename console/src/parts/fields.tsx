import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { enc, get } from "../api";
import type { Choices, FieldSchema, TypeInfo } from "../types";

type Values = Record<string, unknown>;

function set(values: Signal<Values>, name: string, value: unknown): void {
  const next = { ...values.value };
  if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) {
    delete next[name];
  } else {
    next[name] = value;
  }
  values.value = next;
}

function words(text: string): string[] {
  return text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

function useList(type: string, list: string | undefined, region: string, target: string) {
  const choices = useSignal<Choices["choices"]>([]);
  const problem = useSignal("");
  const reading = useSignal(list !== undefined);
  useEffect(() => {
    if (list) {
      get<Choices>(`/types/${enc(type)}/lists/${enc(list)}?region=${enc(region)}&target=${enc(target)}`)
        .then((answer) => {
          choices.value = answer.choices;
        })
        .catch((e: unknown) => {
          problem.value = e instanceof Error ? e.message : String(e);
        })
        .finally(() => {
          reading.value = false;
        });
    }
  }, [type, list, region, target]);
  return { choices, problem, reading };
}

function Field(props: {
  name: string;
  schema: FieldSchema;
  required: boolean;
  type: string;
  region: string;
  target: string;
  values: Signal<Values>;
  touched: () => void;
}) {
  const { name, schema, values } = props;
  const { choices, problem, reading } = useList(props.type, schema["x-list"], props.region, props.target);
  const value = values.value[name];
  const usual = schema["x-usual"];
  const change = (next: unknown): void => {
    set(values, name, next);
    props.touched();
  };
  const label = (
    <>
      {name.replaceAll("_", " ")}
      <span class="meta">
        {schema.description}
        {usual ? `; usually ${usual === "true" ? "yes" : usual === "false" ? "no" : usual}` : ""}
      </span>
    </>
  );
  if (reading.value) {
    return (
      <label>
        {label}
        <select disabled>
          <option>reading what there is …</option>
        </select>
      </label>
    );
  }
  if (schema.type === "boolean") {
    return (
      <label>
        {label}
        <select
          value={value === undefined ? "" : String(value)}
          onChange={(e) => change(e.currentTarget.value === "" ? undefined : e.currentTarget.value === "true")}
        >
          <option value="">as usual: {usual === "true" ? "yes" : "no"}</option>
          <option value="true">yes</option>
          <option value="false">no</option>
        </select>
      </label>
    );
  }
  if (schema.type === "array" && choices.value.length > 0) {
    const chosen = Array.isArray(value) ? (value as string[]) : [];
    return (
      <fieldset>
        <legend>{label}</legend>
        {choices.value.map((one) => (
          <label key={one.value} class="check">
            <input
              type="checkbox"
              checked={chosen.includes(one.value)}
              onChange={(e) =>
                change(e.currentTarget.checked ? [...chosen, one.value] : chosen.filter((each) => each !== one.value))
              }
            />
            {one.value} <span class="meta">{one.words}</span>
          </label>
        ))}
      </fieldset>
    );
  }
  const listed = schema.enum?.map((one) => ({ value: one, words: "" })) ?? choices.value;
  if (listed.length > 0) {
    return (
      <label>
        {label}
        <select required={props.required} value={String(value ?? "")} onChange={(e) => change(e.currentTarget.value)}>
          <option value="">{props.required ? "choose …" : `as usual${usual ? `: ${usual}` : ""}`}</option>
          {listed.map((one) => (
            <option key={one.value} value={one.value}>
              {one.value}
              {one.words ? ` (${one.words})` : ""}
            </option>
          ))}
        </select>
      </label>
    );
  }
  if (schema.type === "integer") {
    return (
      <label>
        {label}
        <input
          type="number"
          min={schema.minimum}
          max={schema.maximum}
          required={props.required}
          value={value === undefined ? "" : String(value)}
          onInput={(e) => change(e.currentTarget.value === "" ? undefined : Number(e.currentTarget.value))}
        />
      </label>
    );
  }
  return (
    <label>
      {label}
      <input
        required={props.required}
        defaultValue={Array.isArray(value) ? value.join(", ") : String(value ?? "")}
        onInput={(e) => change(schema.type === "array" ? words(e.currentTarget.value) : e.currentTarget.value)}
      />
      {problem.value ? <span class="bad">{problem.value}</span> : null}
    </label>
  );
}

/** Any parameters, for a type that declares none. */
function Json(props: { type: string; values: Signal<Values>; touched: () => void }) {
  const problem = useSignal("");
  return (
    <label>
      Parameters, as JSON
      <textarea
        rows={6}
        placeholder="{}"
        onInput={(e) => {
          try {
            props.values.value = JSON.parse(e.currentTarget.value || "{}") as Values;
            problem.value = "";
            props.touched();
          } catch (error) {
            problem.value = String(error);
          }
        }}
      />
      {problem.value ? <span class="bad">{problem.value}</span> : null}
      <span class="meta">docs/operations/{props.type}.md has each of them, with examples.</span>
    </label>
  );
}

/** The parameters of a type by its schema, and what any operation can be told. */
export function Fields(props: {
  type: TypeInfo;
  region: string;
  target: string;
  parameters: Signal<Values>;
  options: Signal<Values>;
  touched: () => void;
}) {
  const { schema } = props.type;
  const all = Object.entries(schema.properties);
  const needed = all.filter(([name]) => schema.required.includes(name));
  const others = all.filter(([name]) => !schema.required.includes(name));
  const field = ([name, one]: [string, FieldSchema]) => (
    <Field
      key={name}
      name={name}
      schema={one}
      required={schema.required.includes(name)}
      type={props.type.type}
      region={props.region}
      target={props.target}
      values={props.parameters}
      touched={props.touched}
    />
  );
  const option = (name: string, one: FieldSchema) => (
    <Field
      key={name}
      name={name}
      schema={one}
      required={false}
      type={props.type.type}
      region={props.region}
      target={props.target}
      values={props.options}
      touched={props.touched}
    />
  );
  return (
    <>
      {needed.map(field)}
      {all.length === 0 && schema.additionalProperties ? (
        <Json type={props.type.type} values={props.parameters} touched={props.touched} />
      ) : null}
      {others.length > 0 ? (
        <details>
          <summary>More of this type</summary>
          {others.map(field)}
        </details>
      ) : null}
      <details>
        <summary>When, pauses, and why</summary>
        {option("reason", { type: "string", description: "for the log" })}
        {option("pause_before", { type: "array", description: "steps that ask first, by name or action, with commas" })}
        {option("window", { type: "string", description: "UTC: sun:02:00-sun:04:00, 02:00-04:00 or always" })}
        {option("not_before", { type: "string", description: "a time with its offset: 2026-03-01T02:00:00Z" })}
        {option("outside_window", {
          type: "string",
          enum: ["wait", "ask"],
          "x-usual": "wait",
          description: "what a disruptive step does",
        })}
        {option("wait_timeout", {
          type: "integer",
          minimum: 60,
          maximum: 2_592_000,
          description: "longest wait of a step, seconds",
        })}
        {props.type.options.includes("guard_alarms")
          ? option("guard_alarms", {
              type: "array",
              description: "CloudWatch alarms, with commas: none may be in ALARM",
            })
          : null}
        {props.type.options.includes("watch_minutes")
          ? option("watch_minutes", {
              type: "integer",
              minimum: 0,
              maximum: 240,
              "x-usual": "0",
              description: "so long it is watched afterwards",
            })
          : null}
        {option("if_busy", {
          type: "string",
          enum: ["fail", "skip"],
          "x-usual": "fail",
          description: "while another operation lives there",
        })}
      </details>
    </>
  );
}
