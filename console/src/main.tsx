import { render } from "preact";
import { get, session, signedOut } from "./api";
import { App } from "./app";
import { tick } from "./clock";
import { begin } from "./login";
import type { Session } from "./types";
import "./styles.css";

async function main(): Promise<void> {
  const how = await begin();
  const root = document.getElementById("app");
  if (!root || how === "leaving") {
    return;
  }
  signedOut.value = how === "signed out";
  render(<App />, root);
  setInterval(() => document.hidden || tick(), 1_000);
  for (let pause = 1_000; session.value === null; pause = Math.min(pause * 2, 30_000)) {
    try {
      session.value = await get<Session>("/session");
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

void main();
