// What stands around every view: the bar with search and day, the rail, messages.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { away, call, signInWanted } from "../api/client";
import { day, today } from "../format";
import { Icon, type IconName, Menu } from "../parts/basics";
import { Face } from "../parts/marks";
import { Toasts } from "../parts/toasts";
import { asOf, href, path, setParams } from "../router";
import { chooseTheme, may, me, theme } from "../session";
import { t } from "../texts";
import { Search, searching } from "./Search";
import { SignInWindow } from "./SignIn";

const rail: [IconName, string, string][] = [
  ["accounts", "/accounts", t.rail.accounts], ["people", "/people", t.rail.people], ["deals", "/deals", t.rail.deals], ["paths", "/paths", t.rail.paths], ["asked", "/asked", t.rail.asked], ["import", "/import", t.rail.import],
];

const lists = ["/people", "/deals", "/asked"]; // of records as they are

async function signOut() {
  await call("DELETE", "/sessions/current");
  location.assign("/");
}

export function Frame({ children }: { children: ComponentChildren }) {
  const online = useSignal(navigator.onLine);
  useEffect(() => {
    const turn = () => { online.value = navigator.onLine; };
    addEventListener("online", turn);
    addEventListener("offline", turn);
    return () => { removeEventListener("online", turn); removeEventListener("offline", turn); };
  }, []);
  return (
    <div class="frame">
      <header class="bar">
        <a class="away" href="#content" onClick={(e) => { e.preventDefault(); document.getElementById("content")?.focus(); }}>{t.app.skip}</a>
        <a class="brand" href={href("/accounts")}><Icon name="paths" size={22} /><span class="wide-only">{t.app.name}</span></a>
        <button class="seek grow" onClick={() => { searching.value = true; }}><Icon name="search" size={16} /><span class="grow">{t.app.search}</span><kbd class="wide-only" aria-hidden="true">Ctrl K</kbd></button>
        <span class="grow wide-only" />
        <label class="row tight small soft"><span class="wide-only">{t.day.label}</span><input type="date" aria-label={t.day.label} value={asOf.value || today()} max="2100-01-01" onChange={(e) => setParams({ asOf: e.currentTarget.value === today() ? null : e.currentTarget.value }, false)} /></label>
        <button class="button plain icon wide-only" aria-label={t.app.theme} title={t.app.theme} onClick={() => chooseTheme(theme.value === "dark" ? "light" : "dark")}><Icon name="theme" /></button>
        <Menu label={t.app.menu} icon="me">
          {me.value?.user && <a href={href(`/colleagues/${me.value.user.id}`)}><Face name={me.value.user.name} ours /><bdi class="name">{me.value.user.name}</bdi></a>}
          <a href={href("/settings")}>{t.app.settings}</a>
          {may("administer") && <a href={href("/administration")}>{t.app.administration}</a>}
          <button onClick={() => chooseTheme(theme.value === "dark" ? "light" : "dark")}>{theme.value === "dark" ? t.app.light : t.app.dark}</button>
          <a href="/docs">{t.app.documentation}</a>
          <button onClick={signOut}>{t.app.signOut}</button>
        </Menu>
      </header>
      <nav class="rail" aria-label={t.app.rail}>
        {rail.filter(([icon]) => icon !== "import" || may("import")).map(([icon, to, word]) => <a key={to} href={href(to)} aria-current={path.value.startsWith(to) ? "page" : undefined}><Icon name={icon} /><span>{word}</span></a>)}
      </nav>
      <main class="main" id="content" tabIndex={-1}>
        {asOf.value && <div class="notice" role="status"><span>{t.day.shown(day(asOf.value))}</span>{path.value.startsWith("/paths") ? <span>{t.day.pathsToday}</span> : lists.includes(path.value) && <span>{t.day.listToday}</span>}<button class="button" onClick={() => setParams({ asOf: null })}>{t.day.back}</button></div>}
        {!online.value ? <div class="notice" role="status">{t.problems.title(0)}. {t.problems.words(0, {})}</div>
          : away.value && <div class="notice" role="status">{t.problems.title(away.value.status)}. {away.value.message} {away.value.status !== 0 && t.problems.goesOn}</div>}
        {children}
      </main>
      <Search />
      {signInWanted.value && <SignInWindow />}
      <Toasts />
    </div>
  );
}
