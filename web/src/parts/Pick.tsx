// A field that finds a record by typing.
import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { call } from "../api/client";
import type { FoundRecord } from "../api/types";
import { t } from "../texts";
import { Face } from "./marks";

export interface Picked { id: string; name: string; kind?: string; under?: string }
type Find = (words: string) => Promise<Picked[]>;

/** Finds people, accounts and deals of some kinds. */
export const findRecords = (kinds: string): Find => async (words) => {
  const { value } = await call<{ items: FoundRecord[] }>("GET", "/search", { query: { q: words, kinds, limit: 8 } });
  return value.items.map((found) => ({ id: found.id, name: found.name, kind: found.kind, under: [found.title, found.accountName ?? found.email].filter(Boolean).join(", ") }));
};

export function Pick({ label, find, value, choose, required, hint, wrong }: { label: string; find: Find; value: Picked | null; choose: (picked: Picked | null) => void; required?: boolean; hint?: string; wrong?: string }) {
  const words = useSignal(value?.name ?? "");
  const found = useSignal<Picked[]>([]);
  const at = useSignal(0);
  const open = useSignal(false);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const closing = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => input.current?.setCustomValidity(words.value.trim() && !value ? t.app.pickOne : ""), [words.value, value]); // what is only typed is nobody
  useEffect(() => { if (value) words.value = value.name; }, [value?.id]); // what is being typed stays
  useEffect(() => {
    if (!open.value || !words.value.trim()) { found.value = []; return; }
    const asked = words.value;
    const wait = setTimeout(() => void find(asked.trim()).then((items) => { if (words.value === asked) { found.value = items; at.value = 0; } }, () => {}), 90);
    return () => clearTimeout(wait);
  }, [words.value, open.value]);
  const take = (picked: Picked) => { words.value = picked.name; open.value = false; choose(picked); };
  const key = (event: KeyboardEvent) => {
    if (!open.value || found.value.length === 0) return;
    if (event.key === "ArrowDown") at.value = Math.min(at.value + 1, found.value.length - 1);
    else if (event.key === "ArrowUp") at.value = Math.max(at.value - 1, 0);
    else if (event.key === "Enter") take(found.value[at.value]!);
    else if (event.key === "Escape") { open.value = false; event.stopPropagation(); }
    else return;
    event.preventDefault();
  };
  const shown = open.value && found.value.length > 0;
  return (
    <label class="field"><span>{label}</span>
      <span class="pick">
        <input ref={input} type="text" role="combobox" autocomplete="off" aria-expanded={shown} aria-controls={shown ? id : undefined} aria-autocomplete="list" aria-activedescendant={shown ? `${id}-${at.value}` : undefined}
          value={words.value} required={required} placeholder={hint ?? t.app.search} onKeyDown={key}
          onInput={(e) => { clearTimeout(closing.current); words.value = e.currentTarget.value; open.value = true; if (value) choose(null); }} onBlur={() => { closing.current = setTimeout(() => { open.value = false; }, 150); }} />
        {shown && <span class="options" role="listbox" id={id} aria-label={label}>
          {found.value.map((item, i) => (
            <span key={item.id} role="option" id={`${id}-${i}`} aria-selected={i === at.value} onMouseDown={(e) => { e.preventDefault(); take(item); }}>
              <Face name={item.name} ours={item.kind === "user"} /><span><bdi class="name">{item.name}</bdi> <span class="soft small">{item.under}</span></span>
            </span>
          ))}
        </span>}
      </span>
      {wrong && <span class="wrong">{wrong}</span>}
    </label>
  );
}
