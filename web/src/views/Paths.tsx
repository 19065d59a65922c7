// Who can introduce me to …: ranked ways as chains of people, each link with what it rests on.
import { useSignal } from "@preact/signals";
import { useAnswer } from "../api/answers";
import { address } from "../api/client";
import type { AdvocatePaths, Hop, Path, Paths, Person } from "../api/types";
import { day, figure, percent, scoreWord } from "../format";
import { Empty, Load, Segments, useTitle } from "../parts/basics";
import { PersonLink, Strength } from "../parts/marks";
import { findRecords, Pick } from "../parts/Pick";
import { say } from "../parts/toasts";
import { param, setParams } from "../router";
import { me, myId } from "../session";
import { t } from "../texts";
import { type Asking, AskForm } from "./AskForm";

const isRecord = (from: string) => /^(con|usr)_/.test(from);

export function PathsView() {
  useTitle(t.rail.paths);
  const to = param("to");
  const from = param("from") || "anyone";
  return (
    <div class="page">
      <h1>{isRecord(from) && from !== myId() ? t.paths.connected : t.paths.title}</h1>
      <Question from={from} to={to} />
      {!to ? <Empty title={t.paths.choose} text={t.paths.chooseText} /> : isRecord(from) && from !== myId() ? <Between from={from} to={to} /> : <Ways from={from} to={to} />}
    </div>
  );
}

function Question({ from, to }: { from: string; to: string }) {
  const target = useAnswer<{ id: string; name: string }>(to ? `/${to.startsWith("usr_") ? "users" : "contacts"}/${to}` : null);
  const source = useAnswer<{ id: string; name: string }>(isRecord(from) ? `/${from.startsWith("usr_") ? "users" : "contacts"}/${from}` : null);
  const units = me.value?.units ?? [];
  const froms: [string, string][] = [["anyone", t.paths.anyone], ["me", t.paths.me], ...units.slice(0, 2).map((unit) => [unit.id, unit.name] as [string, string])];
  if (isRecord(from)) froms.push([from, source.value?.name ?? "…"]);
  return (
    <div class="card row paths-form no-print">
      <Pick label={t.paths.to} find={findRecords("contact")} value={to && target.value ? { id: to, name: target.value.name } : null} choose={(picked) => picked && setParams({ to: picked.id, without: null }, false)} />
      <span class="field"><span>{t.paths.from}</span><Segments label={t.paths.from} options={froms} value={from} choose={(value) => setParams({ from: value === "anyone" ? null : value })} /></span>
      <label class="field"><span>{t.paths.hops}</span><select value={param("hops") || "3"} onChange={(e) => setParams({ hops: e.currentTarget.value })}>{["1", "2", "3", "4"].map((n) => <option key={n} value={n}>{t.paths.between(Number(n) - 1)}</option>)}</select></label>
      <label class="field"><span>{t.paths.least}</span><select value={param("least") || "0"} onChange={(e) => setParams({ least: e.currentTarget.value === "0" ? null : e.currentTarget.value })}><option value="0">{t.graph.any}</option><option value="0.3">{t.tie.familiar}</option><option value="0.6">{t.tie.strong}</option></select></label>
    </div>
  );
}

function Ways({ from, to }: { from: string; to: string }) {
  const without = param("without").split(",").filter(Boolean);
  const found = useAnswer<AdvocatePaths>(address(`/contacts/${to}/advocate-paths`, { from: from === myId() ? "me" : from, maxHops: param("hops"), minStrength: param("least"), without: without.join(","), opportunityId: param("deal"), limit: 10 }));
  const asking = useSignal<Asking | null>(null);
  return <>
    {without.length > 0 && <div class="row small"><span>{t.paths.leftOut(without.length)}</span><button class="button" onClick={() => setParams({ without: null })}>{t.do.clear}</button></div>}
    <Load from={found} lines={8}>{({ paths, nearest, target }) => paths.length === 0
      ? <><Empty title={t.paths.none} text={t.paths.noneText}><button class="button" onClick={() => setParams({ hops: "4", least: null, from: null })}>{t.paths.wider}</button></Empty>
        {nearest.length > 0 && <section class="card"><h2>{t.paths.nearest}</h2><ul class="list">{nearest.map((one) => <li key={one.person.id}><PersonLink of={one.person} /><span class="grow" dir="auto">{one.why}</span></li>)}</ul></section>}</>
      : <ol class="stack wide">{paths.map((path) => <li key={path.rank}><PathCard path={path} ask={(hop) => { asking.value = askingFor(path, target, hop); }} leaveOut={(id) => setParams({ without: [...without, id].join(",") })} /></li>)}</ol>}</Load>
    {asking.value && <AskForm of={asking.value} close={() => { asking.value = null; }} />}
  </>;
}

function askingFor(path: Path, target: Person, hop?: string): Asking {
  const first = (path.people as Person[]).find((person) => person.kind === "user" || person.hop);
  return { target, introducer: first?.id ? { id: first.id, name: first.name } : null, hop: hop ?? first?.hop ?? null, deal: param("deal") || null, text: requestText(path, target) };
}

/** A request for an introduction as text for a mail or a chat. */
function requestText(path: Path, target: Person): string {
  const [first, ...between] = path.people;
  const via = between.slice(0, -1).map((person) => person.name);
  return t.paths.request(first?.name ?? "", target.name, target.title, target.accountName, via);
}

function Between({ from, to }: { from: string; to: string }) {
  const by = param("by") || "hops";
  const found = useAnswer<Paths>(address("/paths", { from, to, by, limit: 20, maxHops: by === "hops" ? 6 : 4 }));
  return <>
    <Segments label={t.paths.order} options={[["hops", t.paths.byHops], ["strength", t.paths.byStrength]]} value={by} choose={(value) => setParams({ by: value })} />
    <Load from={found}>{({ paths, distance, total }) => paths.length === 0 ? <Empty title={t.paths.noConnection} text={t.paths.noConnectionText} /> : <>
      <p class="soft">{distance !== null && t.paths.distance(distance)} {total > paths.length && t.paths.shownOf(paths.length, total)}</p>
      <ol class="stack wide">{paths.map((path) => <li key={path.rank}><PathCard path={path} /></li>)}</ol></>}</Load>
  </>;
}

export function PathCard({ path, ask, leaveOut }: { path: Path; ask?: (hop?: string) => void; leaveOut?: (id: string) => void }) {
  const open = useSignal(-1);
  const shown = open.value >= 0 ? path.hops[open.value] : undefined;
  const people = path.people as Person[];
  const copy = async () => {
    await navigator.clipboard.writeText(requestText(path, people.at(-1)!));
    say(t.do.copied);
  };
  return (
    <article class="card stack path">
      <div class="row apart">
        <span class="row">{path.score !== null && <><b class="path-score">{scoreWord(path.score)}</b><span class="soft">{figure(path.score)}</span></>}<span class="soft small">{people[0]!.id === myId() && people.length === 2 ? t.paths.youDo : people.length === 2 ? t.paths.direct : t.paths.through(path.introducer.name)}</span></span>
        {ask && (people[0]!.id !== myId() || people.length > 2) && <span class="row tight no-print">{people[0]!.id !== myId() && <button class="button first" onClick={() => ask()}>{t.paths.askFor}</button>}<button class="button" onClick={() => void copy()}>{t.paths.copy}</button></span>}
      </div>
      <ol class="chain">{people.map((person, i) => <>
        {i > 0 && <li key={`hop${i}`} class="hop"><button class="link" aria-expanded={open.value === i - 1} onMouseEnter={() => { open.value = i - 1; }} onFocus={() => { open.value = i - 1; }} onClick={() => { open.value = i - 1; }} aria-label={t.paths.why(people[i - 1]!.name, person.name)}>
          <span class={`hop-line ${path.hops[i - 1]!.status}`} aria-hidden="true" /><Strength of={path.hops[i - 1]!.strength} band={path.hops[i - 1]!.band} short /></button></li>}
        <li key={person.id || person.hop}><PersonLink of={person} />{leaveOut && i > 0 && i < people.length - 1 && person.id && <button class="link small no-print" onClick={() => leaveOut(person.id)}>{t.paths.leaveOut}</button>}</li>
      </>)}</ol>
      {shown ? <Reason hop={shown} /> : <p class="small" dir="auto">{path.hops.map((hop) => hop.reason).join(" ")}</p>}
      {path.whyNotNext && <p class="soft small" dir="auto">{path.whyNotNext}</p>}
    </article>
  );
}

/** What a link rests on, in words and counts. */
function Reason({ hop }: { hop: Hop }) {
  return (
    <div class="reason" role="status"><p dir="auto">{hop.reason}</p>
      <ul class="row small soft">{hop.evidence.map((one, i) => <li key={i}>{one.count !== null && `${one.count} `}{t.evidence[one.kind]} {one.share !== null && percent(one.share)}{one.last && `, ${t.paths.last(day(one.last))}`}</li>)}</ul></div>
  );
}
