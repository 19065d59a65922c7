// Marks of what the graph says: attitude, strength, health, people. None by colour alone.
import type { Attitude, Health, OurTie, Person } from "../api/types";
import { ago, attitudeSign, attitudeWord, type Band, bandOf, day, figure, initials } from "../format";
import { pageOf } from "../router";
import { t } from "../texts";

/** Absent: the role does not see it. */
export const AttitudeMark = ({ of }: { of: Attitude | null | undefined }) => of !== undefined && <span class={`mark ${of ?? "unknown"}`}><b aria-hidden="true">{attitudeSign(of)}</b>{attitudeWord(of)}</span>;
export const Roles = ({ of }: { of: string[] | undefined }) => <>{of?.map((role) => <span key={role} class="mark role">{t.role[role] ?? role}</span>)}</>;
export const HealthMark = ({ of }: { of: Health | undefined }) => of && <span class={`mark ${of.rating}`}><b aria-hidden="true">{{ red: "!", amber: "~", green: "✓" }[of.rating]}</b>{t.health[of.rating]}</span>;

/** A strength as bars, its word and its number. */
export function Strength({ of, band, short }: { of: number | null | undefined; band?: Band; short?: boolean }) {
  const shown = band ?? (of === null || of === undefined ? undefined : bandOf(of));
  const bars = shown === undefined ? 0 : { weak: 1, familiar: 2, strong: 3 }[shown];
  return (
    <span class={`strength ${shown ?? ""}`}>
      <svg width="16" height="14" aria-hidden="true">{[0, 1, 2].map((i) => <rect key={i} x={i * 5.500} y={9 - i * 4} width="4" height={5 + i * 4} rx="1" class={i < bars ? "on" : ""} />)}</svg>
      {shown ? <span>{!short && `${t.tie[shown]} `}{of !== null && of !== undefined && <span class={short ? "" : "soft"}>{figure(of)}</span>}</span> : <span class="soft">{t.tie.unknown}</span>}
    </span>
  );
}

export const TieMark = ({ of, short }: { of: OurTie | null; short?: boolean }) =>
  of ? <span class="row tight"><Strength of={of.strength} short={short} /><a class="name" href={pageOf("user", of.userId)}>{of.userName}</a></span> : <span class="soft">{t.tie.none}</span>;

export const Face = ({ name, ours, large }: { name: string; ours?: boolean; large?: boolean }) => <span class={`face${ours ? " ours" : ""}${large ? " large" : ""}`} aria-hidden="true">{initials(name)}</span>;

export function PersonLink({ of, under, bare }: { of: Person; under?: string | null; bare?: boolean }) {
  const below = under ?? (of.kind === "user" ? t.ofUs : [of.title, of.accountName].filter(Boolean).join(", "));
  const inside = <><Face name={of.name} ours={of.kind === "user"} /><span><bdi class="name">{of.name}</bdi>{!bare && below && <span class="under">{below}</span>}</span></>;
  return of.id ? <a class="person" href={pageOf(of.kind, of.id)}>{inside}</a> : <span class="person">{inside}</span>;
}

export const Ago = ({ at }: { at: string | null }) => <time dateTime={at ?? undefined} title={day(at)}>{ago(at)}</time>;
