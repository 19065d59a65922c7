// What each user sets for themselves: wishes on introductions, password, sessions, tokens.
import { useSignal } from "@preact/signals";
import { change, useAnswer } from "../api/answers";
import { call } from "../api/client";
import type { NewToken, Page, Session, Token, Wishes } from "../api/types";
import type { PageProps } from "../app";
import { day, instant } from "../format";
import { Dialog, Load, Tabs, useTitle } from "../parts/basics";
import { Form } from "../parts/Form";
import { doing, say } from "../parts/toasts";
import { href } from "../router";
import { me } from "../session";
import { t } from "../texts";

export function Settings({ tab }: PageProps) {
  useTitle(t.app.settings);
  const shown = tab || "wishes";
  const tabs = ([["wishes", t.settings.wishes], ["password", t.settings.password], ["sessions", t.settings.sessions], ["tokens", t.settings.tokens]] as const).map(([key, text]) => ({ key, text, href: href(`/settings${key === "wishes" ? "" : `/${key}`}`) }));
  return (
    <div class="page"><h1>{t.app.settings}</h1><Tabs label={t.app.settings} tabs={tabs} current={shown} />
      {shown === "wishes" ? <WishesCard /> : shown === "password" ? <PasswordCard /> : shown === "sessions" ? <SessionsCard /> : <TokensCard />}
    </div>
  );
}

function WishesCard() {
  const wishes = useAnswer<Wishes>(me.value?.user ? "/me/wishes" : null);
  const put = (part: Partial<Wishes>) => doing(t.do.saved, () => change("PUT", "/me/wishes", { ...wishes.value, ...part }));
  return <Load from={wishes}>{(value) => (
    <section class="card stack wide">
      <fieldset class="field choices"><legend>{t.settings.introductions}</legend>{(["open", "askFirst", "closed"] as const).map((one) => <label key={one} class="check"><input type="radio" name="introductions" checked={value.introductions === one} onChange={() => void put({ introductions: one })} />{t.settings.introductionsWord[one]}</label>)}</fieldset>
      <label class="field"><span>{t.settings.limit}</span><input type="number" min="0" max="100" value={value.introductionLimit ?? ""} onChange={(e) => void put({ introductionLimit: e.currentTarget.value === "" ? null : Number(e.currentTarget.value) })} /></label>
      <fieldset class="field choices"><legend>{t.settings.share}</legend>{(["none", "details"] as const).map((one) => <label key={one} class="check"><input type="radio" name="share" checked={value.shareTies === one} onChange={() => void put({ shareTies: one })} />{t.settings.shareWord[one]}</label>)}</fieldset>
    </section>
  )}</Load>;
}

function PasswordCard() {
  const open = useSignal(false);
  return <section class="card stack"><p>{t.settings.passwordText}</p><div><button class="button first" onClick={() => { open.value = true; }}>{t.settings.changePassword}</button></div>
    {open.value && <Form title={t.settings.changePassword} close={() => { open.value = false; }} fields={[{ name: "current", label: t.settings.current, type: "password", required: true }, { name: "password", label: t.settings.next, type: "password", required: true }]} submit={async (values) => { await call("PUT", "/me/password", { body: values }); say(t.do.saved); }} />}
  </section>;
}

function SessionsCard() {
  const sessions = useAnswer<{ items: Session[] }>("/sessions");
  const end = (id: string) => doing(t.settings.ended, () => change("DELETE", `/sessions/${id}`));
  const endAll = async () => { await call("DELETE", "/sessions"); location.assign("/"); };
  return <Load from={sessions}>{({ items }) => <section class="card stack"><ul class="list">{items.map((session) => (
    <li key={session.id}><span class="grow">{session.userAgent || t.unknown}{session.current && <b> ({t.settings.thisOne})</b>}</span><span class="soft small">{instant(session.lastUsedAt)}</span>{!session.current && <button class="button" onClick={() => void end(session.id)}>{t.settings.end}</button>}</li>
  ))}</ul><div><button class="button danger" onClick={() => void endAll()}>{t.settings.endAll}</button></div></section>}</Load>;
}

function TokensCard() {
  const tokens = useAnswer<Page<Token>>("/tokens?limit=200");
  const making = useSignal(false);
  const made = useSignal<NewToken | null>(null);
  const remove = (id: string) => doing(t.settings.tokenGone, () => change("DELETE", `/tokens/${id}`));
  return <>
    <div><button class="button first" onClick={() => { making.value = true; }}>{t.settings.newToken}</button></div>
    <Load from={tokens}>{({ items }) => items.length === 0 ? <p class="soft">{t.settings.noTokens}</p> : <ul class="list card">{items.map((token) => (
      <li key={token.id}><b>{token.name}</b><span class="grow soft small">{token.scopes.join(", ")}{token.expiresAt && `, ${t.settings.expires(day(token.expiresAt))}`}{token.lastUsedAt && `, ${t.settings.used(instant(token.lastUsedAt))}`}</span><button class="button danger" onClick={() => void remove(token.id)}>{t.do.remove}</button></li>
    ))}</ul>}</Load>
    {making.value && <Form title={t.settings.newToken} go={t.do.create} close={() => { making.value = false; }} values={{ scopes: ["read"] }} fields={[{ name: "name", label: t.fields.name, required: true }, { name: "expiresAt", label: t.settings.until, type: "date" }, { name: "scopes", label: t.settings.scopes, type: "choices", options: ["read", "write", "import"].map((scope) => [scope, scope]) }]}
      submit={async (values) => { made.value = await change<NewToken>("POST", "/tokens", { name: values.name, scopes: values.scopes, expiresAt: values.expiresAt ? `${String(values.expiresAt)}T00:00:00Z` : null, roleId: me.value?.role?.id ?? null }); }} />}
    {made.value && <Dialog title={t.settings.newToken} close={() => { made.value = null; }}><div class="inside"><h2>{made.value.name}</h2><p>{t.settings.once}</p><input readOnly value={made.value.token} aria-label={t.settings.newToken} onFocus={(e) => e.currentTarget.select()} /><div class="end"><button class="button first" onClick={() => { made.value = null; }}>{t.do.done}</button></div></div></Dialog>}
  </>;
}
