// Signs in, by a link's code where the address has one after its #: that part is never sent, and so in no log.
const given = new URLSearchParams(location.hash.slice(1));
const first = given.get("first");
const code = first || given.get("code");
history.replaceState(null, "", location.pathname);

const form = document.querySelector("form");
const show = (selector, shown) => document.querySelector(selector).classList.toggle("hidden", !shown);
show(".first", first);
show(".who", first || !code);
document.querySelector(".provider")?.classList.toggle("hidden", code);
form.elements.password.autocomplete = code ? "new-password" : "current-password";
if (code) form.elements.password.minLength = 12;
document.querySelector("#why").textContent = first
  ? "Nobody can sign in yet: you are the first administrator. Choose a password of at least 12 characters."
  : code ? "Choose a password of at least 12 characters." : "";

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { email, name, password } = form.elements;
  const body = { password: password.value };
  if (code) body.code = code;
  if (first || !code) body.email = email.value;
  if (first) body.name = name.value;
  const button = form.querySelector("button");
  button.disabled = true; // to look at a password takes a moment, on purpose
  const answer = await fetch(code ? "/api/v1/sessions:byLink" : "/api/v1/sessions", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }).finally(() => { button.disabled = false; });
  if (answer.ok) {
    location.replace("/");
    return;
  }
  const problem = await answer.json();
  document.querySelector("#problem").textContent = problem.errors ? problem.errors.map((e) => e.pointer.slice(1) + " " + e.detail).join("; ") : problem.detail;
});
