// All words on the screen. Another language is another file of this shape, chosen here by the browser's language.
import { en } from "./en";

export type Texts = typeof en;
export const t: Texts = en;
