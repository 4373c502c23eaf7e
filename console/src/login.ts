// Who is signed in, where a login is configured: authorization code with PKCE. Tokens live in memory only; what has to
// survive the way to the login page and back is the verifier and the deep link, and neither is a secret of the person.

interface LoginConfig {
  authorize_url: string;
  token_url: string;
  client_id: string;
  scope: string;
}

const PENDING = "rds-maint-login";
let config: LoginConfig | null = null;
let token = "";

/** The header of whoever is signed in; none where the API knows people otherwise. */
export function authorization(): Record<string, string> {
  return token ? { authorization: `Bearer ${token}` } : {};
}

/** True where people sign in on a page of their own. */
export function hasLogin(): boolean {
  return config !== null;
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

function random(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function home(): string {
  return `${location.origin}${location.pathname}`;
}

/** False where people sign in on a page of their own, and nobody has. */
export function signedIn(): boolean {
  return config === null || token !== "";
}

/** Goes to the login page, and returns to the same place. */
export async function signIn(): Promise<void> {
  if (!config) {
    return;
  }
  const verifier = random();
  const state = random();
  sessionStorage.setItem(PENDING, JSON.stringify({ verifier, state, hash: location.hash }));
  const challenge = base64url(
    new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))),
  );
  const query = new URLSearchParams({
    response_type: "code",
    client_id: config.client_id,
    redirect_uri: home(),
    scope: config.scope,
    state,
    code_challenge: challenge,
    code_challenge_method: "S256",
  });
  location.assign(`${config.authorize_url}?${query}`);
}

async function exchanged(loginConfig: LoginConfig, code: string, state: string): Promise<void> {
  const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? "{}") as {
    verifier?: string;
    state?: string;
    hash?: string;
  };
  sessionStorage.removeItem(PENDING);
  history.replaceState(null, "", `${location.pathname}${pending.hash ?? ""}`);
  if (!code || !pending.verifier || pending.state !== state) {
    return;
  }
  const answer = await fetch(loginConfig.token_url, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: loginConfig.client_id,
      code,
      redirect_uri: home(),
      code_verifier: pending.verifier,
    }),
  });
  if (answer.ok) {
    // The id token names the person by their address; issuers without one give an access token with the groups.
    const given = (await answer.json()) as { id_token?: string; access_token?: string };
    token = given.id_token ?? given.access_token ?? "";
  }
}

/**
 * Reads how people sign in here, and finishes a login that is under way. A login that failed is not begun again by itself:
 * it would fail again, and again.
 */
export async function begin(): Promise<"ready" | "leaving" | "signed out"> {
  const answer = await fetch("config.json", { cache: "no-store" });
  config = answer.ok ? ((await answer.json()) as { login: LoginConfig | null }).login : null;
  if (!config) {
    return "ready";
  }
  const query = new URLSearchParams(location.search);
  const code = query.get("code");
  if (code || query.has("error")) {
    await exchanged(config, code ?? "", query.get("state") ?? "");
    return token ? "ready" : "signed out";
  }
  await signIn();
  return "leaving";
}
