import { useAnswer } from "../api/answers";
import type { User } from "../api/types";
import type { PageProps } from "../app";
import { GraphView } from "../graph/GraphView";
import { Face } from "../parts/marks";
import { Load, Tabs, useTitle } from "../parts/basics";
import { href, param } from "../router";
import { t } from "../texts";
import { TiesView } from "./TiesView";

/** One of our own: whom they know. */
export function ColleaguePage({ id }: PageProps) {
  const user = useAnswer<User>(`/users/${id}`);
  useTitle(user.value?.name ?? undefined);
  const shown = param("view") || "ties";
  return <div class={`page${shown === "graph" ? " full" : ""}`}><Load page from={user} lines={4}>{(value) => <>
    <header class="row"><Face name={value.name ?? ""} ours large /><div><h1 class="name" dir="auto">{value.name}</h1><p class="soft">{t.ofUs}{value.email && <>, <a href={`mailto:${value.email}`}>{value.email}</a></>}{value.active === false && `, ${t.admin.leftUs}`}</p></div></header>
    <Tabs label={t.account.views} current={shown} tabs={[{ key: "ties", text: t.person.ties, href: href(`/colleagues/${id}`) }, { key: "graph", text: t.account.graph, href: href(`/colleagues/${id}`, { view: "graph" }) }]} />
    {shown === "ties" ? <TiesView of={`/users/${id}/ties`} name={value.name ?? ""} /> : <GraphView focus={{ kind: "user", id, name: value.name ?? "" }} />}
  </>}</Load></div>;
}
