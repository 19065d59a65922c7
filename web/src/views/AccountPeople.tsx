import { useAnswer } from "../api/answers";
import type { OrgChart, Seat } from "../api/types";
import { attitudeWord, day } from "../format";
import { Empty, Load } from "../parts/basics";
import { AttitudeMark, PersonLink, Roles, TieMark } from "../parts/marks";
import { type Column, Table } from "../parts/Table";
import { t } from "../texts";
import { accountAnswer } from "./AccountPage";

type Row = Seat["holders"][number] & { seat: Seat; manager: string };

/** Everybody who holds a seat in an account, as a table. */
export function AccountPeople({ accountId }: { accountId: string }) {
  const chart = useAnswer<OrgChart>(accountAnswer(accountId, "org-chart"));
  return <Load from={chart} lines={10}>{({ account, positions }) => {
    const seats = new Map(positions.map((seat) => [seat.id, seat]));
    const rows: Row[] = positions.flatMap((seat) => seat.holders.map((holder) => ({ ...holder, seat, manager: (seat.managerId && seats.get(seat.managerId)?.holders[0]?.name) || "" })));
    if (rows.length === 0) return <Empty title={t.account.noPeople} text={t.account.noPeopleText} />;
    return <Table name={account.name} rows={rows} columns={columns} keyOf={(row) => row.id + row.seat.id} />;
  }}</Load>;
}

const columns: Column<Row>[] = [
  { key: "name", title: t.fields.name, value: (row) => row.name, show: (row) => <PersonLink bare of={{ id: row.id, kind: "contact", name: row.name, title: null, accountId: null, accountName: null }} /> },
  { key: "title", title: t.chart.title, value: (row) => row.seat.title, show: (row) => row.seat.title },
  { key: "department", title: t.chart.department, value: (row) => row.seat.department, show: (row) => row.seat.department },
  { key: "attitude", of: ["contacts", "attitude"], title: t.deal.attitude, value: (row) => attitudeWord(row.attitude), show: (row) => <AttitudeMark of={row.attitude} /> },
  { key: "roles", title: t.deal.roles, value: (row) => row.roles?.join(" "), show: (row) => <span class="row tight"><Roles of={row.roles} /></span> },
  { key: "tie", title: t.chart.ourTie, value: (row) => row.seat.tie?.strength ?? null, show: (row) => <TieMark of={row.seat.tie} /> },
  { key: "manager", title: t.chart.reportsTo, value: (row) => row.manager, show: (row) => <bdi>{row.manager}</bdi> },
  { key: "since", title: t.fields.since, value: (row) => row.since, show: (row) => day(row.since), hidden: true },
  { key: "email", of: ["contacts", "emails"], title: t.signIn.email, value: (row) => row.email, show: (row) => row.email && <a href={`mailto:${row.email}`}>{row.email}</a>, hidden: true },
  { key: "phone", of: ["contacts", "phones"], title: t.fields.phone, value: (row) => row.phone, show: (row) => row.phone, hidden: true },
];
