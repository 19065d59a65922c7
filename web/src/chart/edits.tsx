// What is changed on a chart: lines, seats, who sits there. Each change is shown at once, saved, and can be taken back.
import { useRef } from "preact/hooks";
import { change, useAnswer } from "../api/answers";
import { call, Problem } from "../api/client";
import type { OrgChart, Position, Seat } from "../api/types";
import { today } from "../format";
import { type Field, Form, type FieldValues } from "../parts/Form";
import { findRecords, type Picked } from "../parts/Pick";
import { doing, say, undoLast } from "../parts/toasts";
import { t } from "../texts";
import type { Tree } from "./layout";
import { nameOf } from "./painter";

export type SeatTask =
  | { kind: "add"; accountId: string; managerId?: string }
  | { kind: "manager" | "dotted" | "holder" | "edit"; seat: Seat };

const idOf = (value: FieldValues[string] | undefined): string | null => (value as Picked | null | undefined)?.id ?? null;

/** Moves a seat below another: shown at once, refused where it would close a cycle. */
export async function moveSeat(seat: Seat, managerId: string | null, tree: Tree, show: (change: (chart: OrgChart) => OrgChart) => () => void): Promise<void> {
  if (managerId === seat.managerId) return;
  if (managerId && tree.closesCycle(seat.id, managerId)) return say(t.chart.cycle(nameOf(seat)), { bad: true });
  const manager = managerId ? tree.seats.get(managerId) : undefined;
  const rollBack = show((chart) => ({
    ...chart, unplaced: chart.unplaced.filter((id) => id !== seat.id), positions: chart.positions.map((one) => (one.id === seat.id ? { ...one, managerId } : one)),
  }));
  await doing(manager ? t.chart.moved(nameOf(seat), nameOf(manager)) : t.chart.movedTop(nameOf(seat)), () => change("PUT", `/positions/${seat.id}/manager`, { managerId }), { undo: () => undoLast("positions", seat.id), rollBack });
}

export async function vacate(seat: Seat): Promise<void> {
  await doing(t.chart.vacated(seat.title ?? ""), () => change("PUT", `/positions/${seat.id}/holder`, { contactId: null }), { undo: () => undoLast("positions", seat.id) });
}

export async function removeSeat(seat: Seat): Promise<void> {
  await doing(t.chart.closed(seat.title ?? ""), async () => {
    const { etag } = await call("GET", `/positions/${seat.id}`);
    await change("PATCH", `/positions/${seat.id}`, { until: today() }, etag);
  }, { undo: () => undoLast("positions", seat.id) });
}

const seatFields: Field[] = [
  { name: "title", label: t.chart.title }, { name: "department", label: t.chart.department }, { name: "location", label: t.chart.location },
  { name: "assistant", label: t.chart.assistant, type: "check" }, { name: "placeholder", label: t.placeholder, type: "check" },
];

export function SeatForm({ task, tree, close }: { task: SeatTask; tree: Tree; close: () => void }) {
  const findSeats = async (words: string): Promise<Picked[]> => {
    const wanted = words.toLocaleLowerCase();
    const moved = task.kind === "manager" ? task.seat.id : "";
    return tree.chart.positions.filter((seat) => `${nameOf(seat)} ${seat.title}`.toLocaleLowerCase().includes(wanted) && !(moved && tree.closesCycle(moved, seat.id)))
      .slice(0, 8).map((seat) => ({ id: seat.id, name: nameOf(seat), under: seat.title ?? "" }));
  };
  if (task.kind === "add") {
    const manager = task.managerId ? tree.seats.get(task.managerId) : undefined;
    const fields: Field[] = [
      { name: "holder", label: t.chart.who, type: "record", kinds: "contact", hint: t.chart.whoHint }, { name: "newName", label: t.chart.newName, hint: t.chart.newNameHint },
      { name: "manager", label: t.chart.reportsTo, type: "record", find: findSeats }, ...seatFields,
    ];
    const submit = async (values: FieldValues) => {
      const { holder, newName, manager: to, ...rest } = values;
      const seat = await change<Position>("POST", "/positions", { accountId: task.accountId, ...rest, title: rest.title ?? null });
      if (idOf(to)) await change("PUT", `/positions/${seat.id}/manager`, { managerId: idOf(to) });
      const contactId = idOf(holder) ?? (newName ? (await change<{ id: string }>("POST", "/contacts", { name: newName })).id : null);
      if (contactId) await change("PUT", `/positions/${seat.id}/holder`, { contactId });
      say(t.do.saved, { undo: () => undoLast("positions", seat.id) });
    };
    return <Form title={t.chart.addSeat} fields={fields} go={t.do.add} values={manager ? { manager: { id: manager.id, name: nameOf(manager) } } : {}} submit={submit} close={close} />;
  }
  const { seat } = task;
  if (task.kind === "holder") {
    const fields: Field[] = [{ name: "holder", label: t.chart.who, type: "record", kinds: "contact", find: findRecords("contact"), required: true }, { name: "since", label: t.chart.sinceDay, type: "date" }];
    return <Form title={t.chart.seatSomebody(seat.title ?? "")} fields={fields} values={{ since: today() }} close={close} submit={async (values) => {
      if (!idOf(values.holder)) throw new Problem(422, { detail: t.chart.choosePerson });
      await change("PUT", `/positions/${seat.id}/holder`, { contactId: idOf(values.holder), since: values.since });
      say(t.do.saved, { undo: () => undoLast("positions", seat.id) });
    }} />;
  }
  if (task.kind === "edit") {
    return <EditSeat seat={seat} close={close} />;
  }
  const manager = task.kind === "manager" && seat.managerId ? tree.seats.get(seat.managerId) : undefined;
  const fields: Field[] = [{ name: "manager", label: t.chart.reportsTo, type: "record", find: findSeats, hint: t.chart.noManager }, { name: "since", label: t.chart.sinceDay, type: "date" }];
  return <Form title={task.kind === "manager" ? t.chart.changeManager : t.chart.addDotted} text={`${nameOf(seat)}, ${seat.title ?? ""}`} fields={fields} values={{ manager: manager ? { id: manager.id, name: nameOf(manager) } : null, since: today() }} close={close} submit={async (values) => {
    const managerId = idOf(values.manager);
    if (task.kind === "manager") await change("PUT", `/positions/${seat.id}/manager`, { managerId, since: values.since });
    else if (managerId) await change("PUT", `/positions/${seat.id}/dotted-managers/${managerId}`, { since: values.since });
    say(t.do.saved, { undo: () => undoLast("positions", seat.id) });
  }} />;
}

function EditSeat({ seat, close }: { seat: Seat; close: () => void }) {
  const read = useAnswer<Position>(`/positions/${seat.id}`);
  const opened = useRef(read); // what was read before the writing began: a later answer is somebody else's
  if (!opened.current.value) opened.current = read;
  if (!opened.current.value) return null;
  const valuesOf = (one: Position): FieldValues => ({ title: one.title, department: one.department, location: one.location, assistant: one.assistant ?? false, placeholder: one.placeholder ?? false });
  const theirs = async () => {
    const now = await call<Position>("GET", `/positions/${seat.id}`);
    opened.current = { ...opened.current, ...now };
    return valuesOf(now.value);
  };
  return <Form title={t.chart.editSeat} fields={seatFields} values={valuesOf(opened.current.value)} close={close} theirs={theirs} submit={async (values) => {
    await change("PATCH", `/positions/${seat.id}`, values, opened.current.etag);
    say(t.do.saved, { undo: () => undoLast("positions", seat.id) });
  }} />;
}
