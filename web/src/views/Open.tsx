import { useEffect } from "preact/hooks";
import { useAnswer } from "../api/answers";
import { Empty, Load } from "../parts/basics";
import { go, pageOf, param } from "../router";
import { t } from "../texts";
import { creating } from "./create";

/** A link from another system: goes to the record, or offers to add it. */
export function Open() {
  const [source, id] = [param("source"), param("id")];
  const found = useAnswer<{ items: { id: string; kind: string; name: string }[] }>(source && id ? `/by-external-id/${encodeURIComponent(source)}/${encodeURIComponent(id)}` : null);
  const items = (found.value?.items ?? []).filter((item) => ["account", "contact", "opportunity", "user"].includes(item.kind));
  const only = items.length === 1 ? items[0] : undefined;
  useEffect(() => { if (only) go(pageOf(only.kind, only.id), true); }, [only?.id]);
  if (!source || !id) return <div class="page"><Empty title={t.open.wrong} text={t.open.wrongText} /></div>;
  return <div class="page"><Load page from={found}>{() => items.length > 1
    ? <section class="card"><h1>{t.open.several}</h1><ul class="list">{items.map((item) => <li key={item.id}><a class="name" href={pageOf(item.kind, item.id)}>{item.name}</a> <span class="soft">{t.kind[item.kind]}</span></li>)}</ul></section>
    : <Empty title={t.open.unknown} text={t.open.unknownText(source, id)}><button class="button first" onClick={() => { creating.value = { kind: "contact", externalIds: [{ source, id }] }; }}>{t.commands.newContact}</button><button class="button" onClick={() => { creating.value = { kind: "account", externalIds: [{ source, id }] }; }}>{t.commands.newAccount}</button></Empty>}</Load></div>;
}
