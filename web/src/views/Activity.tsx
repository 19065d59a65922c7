import { usePages } from "../api/answers";
import type { Interaction } from "../api/types";
import { instant } from "../format";
import { Empty, Load, More } from "../parts/basics";
import { asOf, pageOf } from "../router";
import { t } from "../texts";

/** When people met, by mail or in person: who took part and when, never what was said. */
export function Activity({ of }: { of: string }) {
  const page = usePages<Interaction>(of, { asOf: asOf.value, limit: 100 });
  return <Load from={page}>{(items) => items.length === 0 ? <Empty title={t.activity.none} text={t.activity.noneText} /> : <>
    <ul class="list card">{items.map((one) => (
      <li key={one.id}><time class="soft number" dateTime={one.at}>{instant(one.at)}</time><b>{t.activity.kind[one.kind]}</b>
        <span class="grow">{one.participants.map(({ person }, i) => <>{i > 0 && ", "}<a key={person.id} class="name" href={pageOf(person.kind, person.id)}>{person.name}</a></>)}{(one.people ?? 0) > one.participants.length && <span class="soft"> {t.activity.others((one.people ?? 0) - one.participants.length)}</span>}</span></li>
    ))}</ul>
    <More of={page} />
  </>}</Load>;
}
