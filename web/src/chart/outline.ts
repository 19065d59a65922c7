// Reads an org chart that somebody wrote or pasted: an indented list, or columns of a spreadsheet.
export interface Entry { name: string; title: string; level: number; manager: number; problem?: "jump" | "manager" }

/** Each line is "Name, Title" and stands below the line above that is indented less; or "Name<Tab>Title<Tab>Manager" as a spreadsheet gives it. */
export function readOutline(text: string): Entry[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim());
  return lines.some((line) => /\S\t+\S/.test(line)) ? readColumns(lines) : readIndented(lines);
}

function readIndented(lines: string[]): Entry[] {
  const entries: Entry[] = [];
  const open: { width: number; at: number }[] = [];
  for (const line of lines) {
    const space = /^[\s•·*–-]*/.exec(line)![0];
    const width = [...space].reduce((sum, sign) => sum + (sign === "\t" ? 4 : 1), 0);
    while (open.length && open.at(-1)!.width >= width) open.pop();
    const [name = "", ...title] = line.slice(space.length).split(/\s*[,;]\s*/);
    entries.push({ name: name.trim(), title: title.join(", ").trim(), level: open.length, manager: open.at(-1)?.at ?? -1 });
    open.push({ width, at: entries.length - 1 });
  }
  return entries;
}

function readColumns(lines: string[]): Entry[] {
  const rows = lines.map((line) => line.split("\t").map((cell) => cell.trim()));
  const names = new Map(rows.map((row, i) => [row[0]!.toLocaleLowerCase(), i]));
  const entries: Entry[] = rows.map(([name = "", title = "", manager = ""]) => {
    const at = manager ? names.get(manager.toLocaleLowerCase()) : undefined;
    return { name, title, level: 0, manager: at ?? -1, problem: manager && at === undefined ? "manager" : undefined };
  });
  entries.forEach((entry) => {
    for (let at = entry.manager; at >= 0 && entry.level <= entries.length; at = entries[at]!.manager) entry.level++;
    if (entry.level > entries.length) Object.assign(entry, { level: 0, manager: -1, problem: "manager" });
  });
  return entries;
}
