// Signing in: as a page before anything else, as a window over the page when the session ends while somebody works.
import { useSignal } from "@preact/signals";
import type { TargetedSubmitEvent } from "preact";
import { useEffect } from "preact/hooks";
import { call, Problem, signedIn } from "../api/client";
import { Dialog, Icon } from "../parts/basics";
import { me } from "../session";
import { t } from "../texts";

function SignInForm({ title, text, aside }: { title: string; text?: string; aside?: boolean }) {
  const problem = useSignal("");
  const sending = useSignal(false);
  const send = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    sending.value = true;
    try {
      await call("POST", "/sessions", { body: { email: form.get("email"), password: form.get("password") } });
      signedIn();
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      problem.value = failed.message;
    } finally {
      sending.value = false;
    }
  };
  return (
    <form onSubmit={send} class="stack wide">
      <h1>{title}</h1>
      {text && <p>{text}</p>}
      {problem.value && <p class="alert bad" role="alert">{problem.value}</p>}
      <label class="field"><span>{t.signIn.email}</span><input name="email" type="email" autocomplete="username" required defaultValue={me.value?.user?.email ?? ""} /></label>
      <label class="field"><span>{t.signIn.password}</span><input name="password" type="password" autocomplete="current-password" required /></label>
      <div><button class="button first" disabled={sending.value}>{t.signIn.go}</button> <a href="/sign-in" target={aside ? "_blank" : undefined} rel="noopener">{t.signIn.otherWays}</a></div>
    </form>
  );
}

export const SignInPage = () => (
  <main class="signin"><div class="card stack wide"><span class="brand"><Icon name="paths" size={26} />{t.app.name}</span><SignInForm title={t.signIn.title} /></div></main>
);

/** What is being written stays: other ways to sign in open beside it, and coming back from there goes on. */
export function SignInWindow() {
  useEffect(() => {
    const back = () => void fetch("/api/v1/me").then((answer) => answer.ok && signedIn(), () => {});
    addEventListener("focus", back);
    return () => removeEventListener("focus", back);
  }, []);
  return <Dialog title={t.signIn.again} close={() => {}}><div class="inside"><SignInForm title={t.signIn.again} text={t.signIn.againText} aside /></div></Dialog>;
}
