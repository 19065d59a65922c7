import { change } from "../api/answers";
import type { Named, Person } from "../api/types";
import { Form } from "../parts/Form";
import { say } from "../parts/toasts";
import { t } from "../texts";

export interface Asking { target: Person; introducer: Named | null; hop: string | null; deal: string | null; text: string }

/** Asks one of us for an introduction. */
export function AskForm({ of: { target, introducer, hop, deal, text }, close }: { of: Asking; close: () => void }) {
  return <Form title={t.asked.ask(target.name)} text={introducer ? t.asked.goesTo(introducer.name) : t.asked.goesToSomebody} go={t.asked.send} close={close} values={{ message: text }}
    fields={[{ name: "message", label: t.asked.message, type: "long" }, { name: "due", label: t.asked.due, type: "date" }]}
    submit={async (values) => {
      await change("POST", "/introduction-requests", { targetId: target.id, ...(introducer ? { introducerId: introducer.id } : { hop }), opportunityId: deal, message: values.message, due: values.due ?? null });
      say(t.asked.sent);
    }} />;
}
