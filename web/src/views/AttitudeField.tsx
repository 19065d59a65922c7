import { change } from "../api/answers";
import { call } from "../api/client";
import type { Attitude, BuyingCenter, Member } from "../api/types";
import { doing, undoLast } from "../parts/toasts";
import { t } from "../texts";

/** Changes a person's part in a deal. What is sent replaces the whole part, so that what it was goes along. */
async function putMember(dealId: string, contactId: string, part: Partial<Member>): Promise<void> {
  const { value } = await call<BuyingCenter>("GET", `/opportunities/${dealId}/buying-center`);
  const member = value.members.find((one) => one.contactId === contactId);
  const before = member && { roles: member.roles, attitude: member.attitude, politicalStatus: member.politicalStatus, coverage: member.coverage, decisionOrientation: member.decisionOrientation, influence: member.influence, note: member.note };
  await change("PUT", `/opportunities/${dealId}/buying-center/members/${contactId}`, { ...before, ...part });
}

/** How somebody stands to us in a deal, changed where it is read. */
export function AttitudeField({ dealId, contactId, attitude }: { dealId: string; contactId: string; attitude: Attitude | null }) {
  const put = (value: string) => doing(t.do.saved, () => putMember(dealId, contactId, { attitude: (value || null) as Attitude | null }), { undo: () => undoLast("opportunities", dealId) });
  return (
    <label class="field"><span>{t.deal.attitude}</span>
      <select value={attitude ?? ""} onChange={(e) => void put(e.currentTarget.value)}><option value="">{t.unknown}</option>{(["mentor", "supporter", "neutral", "nonSupporter", "enemy"] as const).map((one) => <option key={one} value={one}>{t.attitude[one]}</option>)}</select>
    </label>
  );
}
