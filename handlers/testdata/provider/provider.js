// An OpenID provider for tests, on a free port of this machine: `node provider.js SECRET CALLBACK ACCOUNTS`, with the accounts' claims as JSON by
// login. Any password lets in. Prints its issuer when it listens.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [secret, callback, accounts] = process.argv.slice(2);
const server = createServer().listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "kith", client_secret: secret, redirect_uris: [callback] }],
    claims: { email: ["email", "email_verified"], profile: ["name", "groups", "department"] },
    cookies: { keys: [randomUUID()] },
    findAccount: (_, login) => ({ accountId: login, claims: () => ({ sub: login, ...JSON.parse(accounts)[login] }) }),
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
