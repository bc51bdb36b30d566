import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "..");

/** Settings of the person who runs the tests must not leak into the server under test. */
const FOREIGN_SETTINGS = /^(DATABASE_URL|SMTP_URL|MAIL_FROM|SECRET_KEY|ALLOWED_ORIGINS|LEPTOS_|S3_|STORAGE_|STRIPE_|RAZORPAY_|PAYPAL_|WEBHOOK_|EMAIL_WEBHOOK_)/;

/** Starts the real server on an empty database with the demo data, and returns what stops it again. */
export default async function startServer(): Promise<() => Promise<void>> {
  const binary = serverBinary();
  const directory = mkdtempSync(join(tmpdir(), "rechnungswerk-e2e-"));
  // PostgreSQL does not run as root, and its own user has to reach its folder below this one.
  chmodSync(directory, 0o755);
  const dataDir = join(directory, "data");
  mkdirSync(dataDir);

  const port = await freePort();
  const baseURL = `http://127.0.0.1:${port}`;
  const environment = serverEnvironment(dataDir, port, baseURL);

  const seed = await promisify(execFile)(binary, ["seed-demo", "--json"], {
    cwd: root,
    env: environment,
    maxBuffer: 64 * 1024 * 1024,
  });
  const stateFile = join(directory, "demo.json");
  writeFileSync(stateFile, JSON.stringify({ ...JSON.parse(seed.stdout), baseURL, dataDir }));
  // The workers are started after this and inherit the environment.
  process.env.RW_E2E_STATE = stateFile;

  const results = join(here, "test-results");
  mkdirSync(results, { recursive: true });
  const logPath = join(results, "server.log");
  const log = openSync(logPath, "w");
  const server = spawn(binary, ["serve"], { cwd: root, env: environment, stdio: ["ignore", log, log] });
  closeSync(log);

  try {
    await untilReady(server, `${baseURL}/readyz`);
  } catch (problem) {
    await stop(server);
    throw new Error(`${(problem as Error).message}\n${readFileSync(logPath, "utf8").slice(-4000)}`);
  }
  return async () => {
    await stop(server);
    rmSync(directory, { recursive: true, force: true });
  };
}

function serverBinary(): string {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const target = process.env.CARGO_TARGET_DIR ?? join(cache, "rechnungswerk", "target");
  const binary = process.env.RW_BIN ?? join(target, "release", "rechnungswerk");
  if (!existsSync(binary)) {
    throw new Error(`${binary} is missing; build it with: bin/test release`);
  }
  return binary;
}

function serverEnvironment(dataDir: string, port: number, baseURL: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !FOREIGN_SETTINGS.test(name));
  return {
    ...Object.fromEntries(kept),
    DATA_DIR: dataDir,
    PUBLIC_URL: baseURL,
    LEPTOS_OUTPUT_NAME: "rechnungswerk",
    LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
    LEPTOS_SITE_ROOT: process.env.RW_SITE ?? join(root, "target", "site"),
    // Every test comes from the same address, so the limits per address would stop the tests and nobody else.
    RATE_LIMIT_VIEW_PER_MINUTE: "0",
    RATE_LIMIT_ACTION_PER_MINUTE: "0",
    // The receiver of the tests runs on this machine.
    WEBHOOK_ALLOW_PRIVATE: "true",
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) {
      throw new Error(`the server ended with ${server.exitCode} before it was ready`);
    }
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) {
      return;
    }
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error("the server was not ready within 60 seconds");
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) {
    return;
  }
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  const impatience = setTimeout(() => server.kill("SIGKILL"), 30_000);
  await ended;
  clearTimeout(impatience);
}
