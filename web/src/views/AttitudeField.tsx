import { change } from "../api/answers";
import type { Attitude } from "../api/types";
import { doing, undoLast } from "../parts/toasts";
import { t } from "../texts";

/** How somebody stands to us in a deal, changed where it is read. */
export function AttitudeField({ dealId, contactId, attitude }: { dealId: string; contactId: string; attitude: Attitude | null }) {
  const put = (value: string) => doing(t.do.saved, () => change("PUT", `/opportunities/${dealId}/buying-center/members/${contactId}`, { attitude: value || null }), { undo: () => undoLast("opportunities", dealId) });
  return (
    <label class="field"><span>{t.deal.attitude}</span>
      <select value={attitude ?? ""} onChange={(e) => void put(e.currentTarget.value)}><option value="">{t.unknown}</option>{(["mentor", "supporter", "neutral", "nonSupporter", "enemy"] as const).map((one) => <option key={one} value={one}>{t.attitude[one]}</option>)}</select>
    </label>
  );
}
