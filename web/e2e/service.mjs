// Starts a Kith with a sample company on a free port, makes an administrator and a rep, runs the given command, and stops the Kith by its process id.
//
//	node e2e/service.mjs [--small] [--data FOLDER] node_modules/.bin/playwright test
//
// The sample company is that of kith demo; with --small it has fewer accounts, and is there in a minute. A folder that is given is kept, and is filled only
// where it is empty: the next run starts at once.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, openAsBlob, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const command = process.argv.slice(2);
const small = command[0] === "--small" && Boolean(command.shift());
const given = command[0] === "--data" ? command.splice(0, 2)[1] : undefined;
const folder = given ?? mkdtempSync(join(tmpdir(), "kith-web-"));
mkdirSync(folder, { recursive: true });
const { KITH_BINARY, ...environment } = process.env; // Kith itself refuses settings that it does not know
const kith = KITH_BINARY ?? new URL("../../bin/kith", import.meta.url).pathname;
const password = "twelve letters and more";
const accountsFile = join(folder, "web-users.json");

const service = spawn(kith, ["serve", ...(small ? [] : ["--sample"]), "--addr", "127.0.0.1:0", "--data", join(folder, "kith")], { stdio: ["ignore", "ignore", "pipe"],
  env: { KITH_TIME_LIMIT: "1m", ...environment }, // a small machine plans some first questions for longer than the default
});
let said = "";
const stopped = new Promise((done) => service.on("exit", done));
process.on("SIGINT", () => service.kill("SIGTERM"));
service.stderr.on("data", (text) => { said += text; });

async function until(form) {
  for (;;) {
    const found = form.exec(said);
    if (found) return found[1];
    if (service.exitCode !== null) throw new Error(`kith did not start:\n${said}`);
    await new Promise((go) => setTimeout(go, 100));
  }
}

let code = 1;
try {
  const url = await until(/API\s+(http:\/\/[\d.:]+)\/api/);
  await until(/(ties in memory|"ties in memory")/);
  const users = existsSync(accountsFile) ? JSON.parse(readFileSync(accountsFile, "utf8")) : await makeUsers(url, await until(/sign-in#first=(\S+)/));
  writeFileSync(accountsFile, JSON.stringify(users));
  const state = join(folder, "state.json");
  const cookie = await signIn(url, users.rep.email);
  await wake(url, users.account.id, cookie);
  writeFileSync(state, JSON.stringify({ cookies: [{ name: "kith", value: cookie, domain: "127.0.0.1", path: "/", expires: -1, httpOnly: true, secure: false, sameSite: "Lax" }], origins: [] }));
  const run = spawn(command[0], command.slice(1), { stdio: "inherit", env: { ...process.env, KITH_WEB_URL: url, KITH_WEB_STATE: state, KITH_WEB_USERS: accountsFile, KITH_WEB_PID: String(service.pid) } });
  code = await new Promise((done) => run.on("exit", done));
} catch (failed) {
  console.error(failed);
} finally {
  service.kill("SIGTERM");
  await stopped;
  if (!given) rmSync(folder, { recursive: true, force: true });
}
process.exit(code);

/** Sends a request, once more where the service is busy: planning its first statements takes a moment on a small machine. */
async function ask(url, method, path, body, cookie) {
  for (let turn = 0; ; turn++) {
    const response = await fetch(`${url}/api/v1${path}`, { method, headers: { "Content-Type": "application/json", ...(cookie ? { Cookie: `kith=${cookie}` } : {}) }, body: body && JSON.stringify(body) });
    if (response.ok) return response;
    if (turn > 20 || ![503, 504].includes(response.status)) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  }
}

function cookieOf(response) {
  return /kith=([^;]+)/.exec(response.headers.get("Set-Cookie") ?? "")?.[1];
}

async function signIn(url, email) {
  return cookieOf(await ask(url, "POST", "/sessions", { email, password }));
}

/** Asks once what Neo4j takes long to plan. */
async function wake(url, account, cookie) {
  const get = async (path) => (await ask(url, "GET", path, undefined, cookie)).json();
  const { worstDeal } = await get(`/accounts/${account}/summary`);
  const { members } = await get(`/opportunities/${worstDeal.opportunity.id}/buying-center`);
  for (const path of ["/portfolio?ownerId=me&compareTo=2026-01-01", `/accounts/${account}/org-chart`, `/contacts/${members[0].contactId}/brief`, `/contacts/${members[0].contactId}/advocate-paths`, `/accounts/${account}/relation-graph`]) await get(path);
}

/** The first administrator, the small sample where it is wanted, and as the rep the colleague who owns the account that the tests look at. */
async function makeUsers(url, link) {
  const administrator = { email: "administrator@seller.example", name: "The Administrator" };
  const cookie = cookieOf(await ask(url, "POST", "/sessions:byLink", { code: link, ...administrator, password }));
  const get = async (path) => (await ask(url, "GET", path, undefined, cookie)).json();
  if (small) await bringIn(url, cookie);
  const account = await telling(get);
  const { owner } = await get(`/accounts/${account.id}/summary`);
  const { email } = await get(`/users/${owner.id}`);
  const { code: own } = await (await ask(url, "POST", `/users/${owner.id}/sign-in-links`, undefined, cookie)).json();
  await ask(url, "POST", "/sessions:byLink", { code: own, password });
  return { password, administrator, rep: { id: owner.id, email, name: owner.name }, account };
}

/** The account of the guide; in another sample the one with the most key players whose owner has its deal too, and whose chart still opens unfolded. */
async function telling(get) {
  const [known] = (await get("/search?q=Fenwesta&kinds=account")).items;
  if (known) return known;
  const { items } = await get("/portfolio?limit=200");
  for (const row of items.filter((one) => one.worstDeal && one.owner).sort((a, b) => b.keyPlayers.all - a.keyPlayers.all)) {
    const { ownerId } = await get(`/opportunities/${row.worstDeal.opportunity.id}`);
    const { positions } = await get(`/accounts/${row.account.id}/org-chart`);
    if (ownerId === row.owner.id && positions.length > 30 && positions.length < 150) return row.account;
  }
  throw new Error("no account of the sample has a deal and a chart");
}

/** Brings the small sample in as files, as an administrator does. */
async function bringIn(url, cookie) {
  const files = join(folder, "sample");
  mkdirSync(files, { recursive: true });
  execFileSync("go", ["run", "-tags", "nomsgpack", "./e2e/sample", files], { stdio: "inherit" });
  const form = new FormData();
  form.append("source", "demo");
  for (const name of readdirSync(files)) form.append("files", await openAsBlob(join(files, name)), name);
  const begun = await fetch(`${url}/api/v1/imports`, { method: "POST", headers: { Cookie: `kith=${cookie}` }, body: form });
  if (!begun.ok) throw new Error(`POST /imports: ${begun.status} ${await begun.text()}`);
  const { id } = await begun.json();
  for (;;) {
    const job = await (await ask(url, "GET", `/imports/${id}`, undefined, cookie)).json();
    if (job.state === "failed") throw new Error(`the sample does not come in: ${job.error}`);
    if (job.state === "done") return;
    await new Promise((go) => setTimeout(go, 500));
  }
}
