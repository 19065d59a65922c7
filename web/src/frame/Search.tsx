// The search palette: Ctrl+K from everywhere. People, accounts, deals while typing, and commands.
import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { call } from "../api/client";
import type { FoundRecord } from "../api/types";
import { Dialog, Icon, type IconName } from "../parts/basics";
import { Face } from "../parts/marks";
import { go, href, pageOf } from "../router";
import { chooseTheme, may, theme } from "../session";
import { t } from "../texts";
import { creating } from "../views/create";

export const searching = signal(false);

interface Hit { key: string; name: string; under: string; icon?: IconName; ours?: boolean; act: () => void }

const commands = (): Hit[] => [
  { key: "c1", name: t.commands.newContact, under: "", icon: "plus", act: () => { creating.value = "contact"; } },
  { key: "c2", name: t.commands.newAccount, under: "", icon: "plus", act: () => { creating.value = "account"; } },
  { key: "c3", name: t.commands.newDeal, under: "", icon: "plus", act: () => { creating.value = "opportunity"; } },
  { key: "c4", name: t.commands.paths, under: "", icon: "paths", act: () => go(href("/paths")) },
  ...(may("import") ? [{ key: "c5", name: t.commands.import, under: "", icon: "import" as const, act: () => go(href("/import")) }] : []),
  { key: "c6", name: t.commands.theme, under: "", icon: "theme", act: () => chooseTheme(theme.value === "dark" ? "light" : "dark") },
  { key: "c7", name: t.app.settings, under: "", icon: "gear", act: () => go(href("/settings")) },
];

export function Search() {
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        searching.value = true;
      }
    };
    addEventListener("keydown", open);
    return () => removeEventListener("keydown", open);
  }, []);
  return searching.value ? <Palette /> : null;
}

function Palette() {
  const words = useSignal("");
  const found = useSignal<FoundRecord[]>([]);
  const searched = useSignal("");
  const at = useSignal(0);
  const wanted = words.value.trim();
  useEffect(() => {
    if (!wanted) { found.value = []; return; }
    const stop = new AbortController();
    const wait = setTimeout(() => void call<{ items: FoundRecord[] }>("GET", "/search", { query: { q: wanted, limit: 12 } }).then(({ value }) => {
      if (!stop.signal.aborted) { found.value = value.items; searched.value = wanted; at.value = 0; }
    }, () => {}), 10);
    return () => { stop.abort(); clearTimeout(wait); };
  }, [wanted]);
  const close = () => { searching.value = false; };
  const records: Hit[] = found.value.map((record) => ({
    key: record.id, name: record.name, under: [t.kind[record.kind], record.title, record.accountName ?? record.email].filter(Boolean).join(", "), ours: record.kind === "user",
    icon: record.kind === "account" ? "accounts" : record.kind === "opportunity" ? "deals" : undefined, act: () => go(pageOf(record.kind, record.id)),
  }));
  const hits = [...records, ...commands().filter((command) => !wanted || command.name.toLocaleLowerCase().includes(wanted.toLocaleLowerCase()))];
  const take = (hit: Hit | undefined) => { if (hit) { close(); hit.act(); } };
  const key = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") at.value = Math.min(at.value + 1, hits.length - 1);
    else if (event.key === "ArrowUp") at.value = Math.max(at.value - 1, 0);
    else if (event.key === "Enter") take(hits[at.value]);
    else return;
    event.preventDefault();
    document.getElementById(`hit-${at.value}`)?.scrollIntoView({ block: "nearest" });
  };
  return (
    <Dialog title={t.app.search} close={close} className="palette">
      <input type="text" role="combobox" aria-expanded="true" aria-controls="hits" aria-activedescendant={hits.length ? `hit-${at.value}` : undefined} aria-label={t.app.search} placeholder={t.app.searchHint} autocomplete="off" autofocus
        value={words.value} onInput={(e) => { words.value = e.currentTarget.value; at.value = 0; }} onKeyDown={key} />
      <div class="options" id="hits" role="listbox" aria-label={t.app.search}>
        {hits.map((hit, i) => (
          <div key={hit.key} id={`hit-${i}`} role="option" aria-selected={i === at.value} onClick={() => take(hit)} onMouseMove={() => { at.value = i; }}>
            {hit.icon ? <span class="face"><Icon name={hit.icon} size={15} /></span> : <Face name={hit.name} ours={hit.ours} />}
            <span><bdi class="name">{hit.name}</bdi> <span class="soft small">{hit.under}</span></span>
          </div>
        ))}
      </div>
      {wanted && searched.value === wanted && records.length === 0 && <p class="empty" role="status">{t.app.noHits}</p>}
    </Dialog>
  );
}
