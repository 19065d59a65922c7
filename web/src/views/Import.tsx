// Files in: dropped, recognised, their columns mapped, tried without writing, then brought in.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { refresh, useAnswer } from "../api/answers";
import { call, Problem } from "../api/client";
import type { ImportKind, Job, Recognised, RecognisedFile } from "../api/types";
import { Bones, Empty, Load, useTitle } from "../parts/basics";
import { param, setParams } from "../router";
import { may } from "../session";
import { t } from "../texts";

const sample = 64 * 1024; // of a file, enough to recognise it by
type Mapped = Record<string, { kind: string; columns: Record<string, string> }>;

export function Import() {
  useTitle(t.rail.import);
  const files = useSignal<File[]>([]);
  const known = useSignal<Recognised | null>(null);
  const mapped = useSignal<Mapped>({});
  const source = useSignal("crm");
  const problem = useSignal("");
  const over = useSignal(false);
  const take = async (list: FileList | null | undefined) => {
    if (!list?.length) return;
    files.value = [...list];
    known.value = null;
    mapped.value = {};
    problem.value = "";
    setParams({ job: null });
    const form = new FormData();
    for (const file of files.value) form.append("files", file.slice(0, sample), file.name);
    try {
      known.value = (await call<Recognised>("POST", "/imports:recognise", { form })).value;
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      problem.value = failed.message;
    }
  };
  const start = async (dryRun: boolean) => {
    const form = new FormData();
    form.append("source", source.value.trim());
    const own = Object.entries(mapped.value);
    if (own.length) form.append("mapping", JSON.stringify({ files: own.map(([file, how]) => ({ file, kind: how.kind, columns: Object.fromEntries(Object.entries(how.columns).filter(([, to]) => to)) })) }));
    for (const file of files.value) form.append("files", file, file.name);
    try {
      problem.value = "";
      const { value } = await call<Job>("POST", "/imports", { form, query: { dryRun } });
      setParams({ job: value.id });
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      problem.value = failed.message;
    }
  };
  if (!may("import")) return <div class="page"><Empty title={t.problems.title(403)} text={t.admin.notYours} /></div>;
  const unready = known.value?.files.some((file) => !mapped.value[file.name]?.kind && (file.error || (!file.kind && file.form === "csv")));
  return (
    <div class="page">
      <h1>{t.rail.import}</h1>
      <label class={`drop${over.value ? " over" : ""}`} onDragOver={(e) => { e.preventDefault(); over.value = true; }} onDragLeave={() => { over.value = false; }} onDrop={(e) => { e.preventDefault(); over.value = false; void take(e.dataTransfer?.files); }}>
        <span><b>{t.importing.drop}</b></span><span class="soft small">{t.importing.forms}</span>
        <input type="file" multiple aria-label={t.importing.drop} onChange={(e) => void take(e.currentTarget.files)} />
      </label>
      {problem.value && <p class="alert bad" role="alert">{problem.value}</p>}
      {files.value.length > 0 && !known.value && !problem.value && <Bones lines={3} />}
      {known.value && <>
        {known.value.files.map((file) => <FileCard key={file.name} file={file} kinds={known.value!.kinds} mapped={mapped.value[file.name]} map={(how) => { const next = { ...mapped.value }; if (how) next[file.name] = how; else delete next[file.name]; mapped.value = next; }} />)}
        <div class="row"><label class="field"><span>{t.importing.source}</span><input value={source.value} pattern="[a-z][a-z0-9-]*" onInput={(e) => { source.value = e.currentTarget.value; }} /></label>
          <button class="button first" disabled={unready || !source.value.trim()} onClick={() => void start(true)}>{t.importing.tryIt}</button>{unready && <span class="small soft">{t.importing.unready}</span>}</div>
      </>}
      {param("job") && <Progress key={param("job")} id={param("job")} go={files.value.length ? () => void start(false) : undefined} />}
    </div>
  );
}

function FileCard({ file, kinds, mapped, map }: { file: RecognisedFile; kinds: ImportKind[]; mapped?: Mapped[string]; map: (how: Mapped[string] | null) => void }) {
  const mapping = useSignal(!file.kind && file.columns.length > 0);
  const kind = mapped?.kind ?? file.kind ?? "";
  const chosen = kinds.find((one) => one.kind === kind);
  const columnsOf = (next: string): Mapped[string] => ({ kind: next, columns: Object.fromEntries(file.columns.map((column) => [column.name, column.to && (kinds.find((one) => one.kind === next)?.columns.some((own) => own.name === column.to) || column.to.startsWith("custom.") || column.to === "company") ? column.to : ""])) });
  return (
    <section class="card stack" aria-label={file.name}>
      <div class="row apart"><h2>{file.name}</h2>{file.form === "csv" && !mapping.value && <button class="button" onClick={() => { mapping.value = true; map(columnsOf(kind)); }}>{t.importing.mapIt}</button>}</div>
      <p class="soft">{file.error ? "" : file.kind ? t.importing.recognised(file.system ?? t.importing.kind[file.kind] ?? file.kind) : file.form && file.form !== "csv" ? t.importing.form[file.form] : t.importing.notRecognised}</p>
      {file.error && !chosen && <p class="alert bad">{file.error}</p>}
      {file.missing.length > 0 && !file.error && !mapped && <p class="alert">{t.importing.missing(file.missing.join(", "))}</p>}
      {file.notes.map((note) => <p key={note} class="small">{note}</p>)}
      {mapping.value && <>
        <label class="field"><span>{t.importing.whatIsIt}</span><select value={kind} onChange={(e) => map(e.currentTarget.value ? columnsOf(e.currentTarget.value) : null)}><option value="">{t.do.choose}</option>{kinds.map((one) => <option key={one.kind} value={one.kind}>{t.importing.kind[one.kind] ?? one.kind}</option>)}</select></label>
        {chosen && mapped && <div class="table" tabIndex={0} role="region" aria-label={t.importing.columnsOf(file.name)}><table><thead><tr><th>{t.importing.theirs}</th><th>{t.importing.samples}</th><th>{t.importing.ours}</th></tr></thead>
          <tbody>{file.columns.map((column) => <tr key={column.name}><td><b>{column.name}</b></td><td class="soft small">{column.samples.slice(0, 3).join(", ")}</td><td>
            <select aria-label={t.importing.oursFor(column.name)} value={mapped.columns[column.name] ?? ""} onChange={(e) => map({ kind, columns: { ...mapped.columns, [column.name]: e.currentTarget.value } })}>
              <option value="">{t.importing.leaveOut}</option>{chosen.columns.map((own) => <option key={own.name} value={own.name}>{own.name}{own.required ? " *" : ""}</option>)}{kind === "contacts" && !chosen.columns.some((own) => own.name === "company") && <option value="company">{t.importing.company}</option>}{chosen.custom && <option value={`custom.${column.name.replaceAll(/\W+/g, "_")}`}>{t.importing.custom}</option>}
            </select></td></tr>)}</tbody></table></div>}
      </>}
    </section>
  );
}

function Progress({ id, go }: { id: string; go?: () => void }) {
  const job = useAnswer<Job>(`/imports/${id}`);
  const state = job.value?.state;
  const runs = state === "queued" || state === "running" || (!state && !job.problem);
  useEffect(() => {
    if (!runs) { if (state === "done") void refresh(); return; }
    const wait = setInterval(job.again, 700);
    return () => clearInterval(wait);
  }, [runs]);
  return <Load from={job}>{(value) => {
    const rejected = value.kinds.reduce((sum, kind) => sum + kind.rejected, 0);
    return (
      <section class="card stack" aria-live="polite"><h2>{value.dryRun ? t.importing.dryRun : t.importing.import}: {t.importing.state[value.state]}</h2>
        {runs && <><progress aria-label={t.importing.import} /><p class="soft small">{value.doing} {t.importing.rows(value.rows)}</p></>}
        {value.error && <p class="alert bad">{value.error}</p>}
        {value.notes?.map((note) => <p key={note} class="small">{note}</p>)}
        {value.kinds.length > 0 && <div class="table"><table><thead><tr><th>{t.importing.what}</th>{(["created", "changed", "unchanged", "repeated", "rejected"] as const).map((count) => <th key={count} class="number">{t.importing.count[count]}</th>)}</tr></thead><tbody>{value.kinds.map((kind) => <tr key={kind.kind}><td>{t.importing.kind[kind.kind] ?? kind.kind}</td>{(["created", "changed", "unchanged", "repeated", "rejected"] as const).map((count) => <td key={count} class="number">{kind[count].toLocaleString()}</td>)}</tr>)}</tbody></table></div>}
        <div class="row">{!runs && value.dryRun && value.state === "done" && go && <button class="button first" onClick={go}>{t.importing.go}</button>}{rejected > 0 && <a class="button" href={`/api/v1/imports/${id}/rejects`} download={`rejects-${id}.csv`}>{t.importing.rejects(rejected)}</a>}</div>
      </section>
    );
  }}</Load>;
}
