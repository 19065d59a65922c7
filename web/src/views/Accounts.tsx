// My accounts: one row an account, what is worth a look first.
import { useEffect, useMemo } from "preact/hooks";
import { useAnswer, usePages } from "../api/answers";
import type { Page, PortfolioRow, Unit } from "../api/types";
import { amounts, day } from "../format";
import { Empty, Load, Segments, useTitle } from "../parts/basics";
import { Ago, HealthMark } from "../parts/marks";
import { type Column, Table } from "../parts/Table";
import { asOf, href, pageOf, param, setParams } from "../router";
import { me, myId } from "../session";
import { t } from "../texts";
import { creating } from "./create";

const rank = { red: 0, amber: 1, green: 2 };

/** The day of the visit before this one: what changed since is shown. */
function lastVisit(): string {
  const key = `visited:${myId()}`;
  const known: { day: string; before: string } = JSON.parse(localStorage.getItem(key) ?? "{}");
  const now = new Date().toISOString().slice(0, 10);
  const before = known.day === now ? known.before : known.day ?? new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
  localStorage.setItem(key, JSON.stringify({ day: now, before }));
  return before;
}

export function Accounts() {
  useTitle(t.rail.accounts);
  const since = useMemo(lastVisit, []);
  const whose = param("whose") || "me";
  const units = useAnswer<Page<Unit>>("/units?limit=200");
  const unit = me.value?.units[0];
  const query = whose === "me" ? { ownerId: "me" } : whose === "all" ? {} : { unitId: whose };
  const compareTo = param("since") || since;
  const rows = usePages<PortfolioRow>("/portfolio", { ...query, asOf: asOf.value, compareTo: compareTo < (asOf.value || "9") ? compareTo : null, q: param("q"), limit: 200 });
  useEffect(() => { // who owns nothing sees what there is
    if (whose === "me" && !param("q") && rows.value?.length === 0 && !param("whose")) setParams({ whose: unit?.id ?? "all" });
  }, [rows.value]);
  const choices: [string, string][] = [["me", t.portfolio.mine], ...(unit ? [[unit.id, unit.name] as [string, string]] : []), ["all", t.portfolio.all]];
  const tools = <>
    <Segments label={t.portfolio.whose} options={choices} value={whose} choose={(value) => setParams({ whose: value })} />
    {(units.value?.items.length ?? 0) > 1 && <select aria-label={t.portfolio.unit} value={choices.some(([key]) => key === whose) ? "" : whose} onChange={(e) => e.currentTarget.value && setParams({ whose: e.currentTarget.value })}><option value="">{t.portfolio.unit}</option>{units.value!.items.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</select>}
  </>;
  return (
    <div class="page">
      <div class="row apart"><h1>{t.rail.accounts}</h1><label class="row tight small soft">{t.portfolio.since}<input type="date" value={compareTo} onChange={(e) => setParams({ since: e.currentTarget.value })} /></label></div>
      <Load from={rows} lines={12}>{(portfolio) => portfolio.length === 0
        ? <Empty title={t.portfolio.none} text={t.portfolio.noneText}><button class="button first" onClick={() => { creating.value = "account"; }}>{t.commands.newAccount}</button><a class="button" href={href("/import")}>{t.commands.import}</a><button class="button" onClick={() => setParams({ whose: "all" })}>{t.portfolio.all}</button></Empty>
        : <Table name={t.rail.accounts} rows={portfolio} columns={columns} keyOf={(row) => row.account.id} initial="health" tools={tools} more={rows.more} />}</Load>
    </div>
  );
}

const total = (row: PortfolioRow, of: "valueOpen" | "valueWon") => (row[of] ?? []).reduce((sum, amount) => sum + amount.value, 0);

const columns: Column<PortfolioRow>[] = [
  { key: "account", title: t.portfolio.account, value: (row) => row.account.name, show: (row) => <span class="stack tight"><a class="name strong" dir="auto" href={pageOf("account", row.account.id)}>{row.account.name}</a><span class="soft small">{[row.class && `${t.account.class} ${row.class}`, row.owner?.name].filter(Boolean).join(", ")}</span></span> },
  { key: "open", title: t.account.open, number: true, value: (row) => total(row, "valueOpen"), show: (row) => row.valueOpen && (amounts(row.valueOpen) || <span class="soft">0</span>) },
  { key: "won", title: t.account.won, number: true, value: (row) => total(row, "valueWon"), show: (row) => row.valueWon && (amounts(row.valueWon) || <span class="soft">0</span>) },
  { key: "health", title: t.account.worst, value: (row) => (row.worstDeal?.health ? rank[row.worstDeal.health.rating] : null), show: (row) => row.worstDeal && <div class="stack tight"><span><HealthMark of={row.worstDeal.health} /></span><a class="small clamp" href={pageOf("opportunity", row.worstDeal.opportunity.id)} title={row.worstDeal.health?.reasons.map((reason) => reason.text).join("\n")}>{row.worstDeal.health?.reasons[0]?.text ?? row.worstDeal.opportunity.name}</a></div> },
  { key: "known", title: t.account.coverage, value: (row) => (row.keyPlayers?.all ? row.keyPlayers.known / row.keyPlayers.all : null), show: (row) => row.keyPlayers?.all > 0 && t.account.known(row.keyPlayers.known, row.keyPlayers.all) },
  { key: "threads", title: t.portfolio.threads, number: true, value: (row) => row.singleThreads?.length, show: (row) => row.singleThreads?.length > 0 && <span title={row.singleThreads.map((one) => one.text).join("\n")}>{row.singleThreads.length}</span> },
  { key: "contact", title: t.account.lastContact, value: (row) => row.lastContact, show: (row) => <Ago at={row.lastContact} /> },
  { key: "changes", title: t.portfolio.changed, value: (row) => row.changeCount, show: (row) => row.changeCount > 0 && <a class="small clamp" href={href(`/accounts/${row.account.id}/changes`)} title={row.changes.map((one) => `${day(one.on)} ${one.text}`).join("\n")}>{row.changes[0]?.text}{row.changeCount > 1 && ` (+${row.changeCount - 1})`}</a> },
  { key: "next", title: t.portfolio.next, value: (row) => row.nextAction?.text, show: (row) => row.nextAction && <a class="small clamp" title={row.nextAction.text} href={row.nextAction.opportunityId ? pageOf("opportunity", row.nextAction.opportunityId) : row.nextAction.contactIds[0] ? pageOf("contact", row.nextAction.contactIds[0]) : pageOf("account", row.account.id)}>{row.nextAction.text}</a> },
];
