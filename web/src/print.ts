// What is printed: light on any screen, and with what is folded away in a person's sheet.
import { applyTheme } from "./session";

export function followPrinting(): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    document.documentElement.dataset.theme = "light";
    opened = [...document.querySelectorAll<HTMLDetailsElement>(".sheet details:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    applyTheme();
  });
}
