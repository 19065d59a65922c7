// Who uses the app, and what they may.
import { signal } from "@preact/signals";
import type { Me } from "./api/types";

export const me = signal<Me | undefined>(undefined);
export const myId = (): string => me.value?.user?.id ?? "";
export const may = (permission: "import" | "export" | "administer" | "audit"): boolean => me.value?.rights?.permissions.includes(permission) ?? false;
/** Whether the role lets one write any records of a kind at all; which of them, the service says. */
export const mayWrite = (kind: string): boolean => (me.value?.rights?.kinds[kind]?.write ?? "none") !== "none";

/** Whether the role lets one see a field. A hidden one is absent from answers, whatever their types say, and has no label on the screen. */
export const mayRead = (kind: string, field: string): boolean => me.value?.rights?.fields[kind]?.[field] !== "none";

/** Light or dark: as chosen here, else as the system has it. */
export const theme = signal<"light" | "dark">("light");
const system = matchMedia("(prefers-color-scheme: dark)");
export function applyTheme(): void {
  const chosen = localStorage.getItem("theme");
  theme.value = chosen === "dark" || chosen === "light" ? chosen : system.matches ? "dark" : "light";
  document.documentElement.dataset.theme = theme.value;
}
export function chooseTheme(chosen: "light" | "dark"): void {
  localStorage.setItem("theme", chosen);
  applyTheme();
}
system.addEventListener("change", applyTheme);
applyTheme();
