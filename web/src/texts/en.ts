import type { ProblemDocument } from "../api/types";
import { views } from "./en_views";

const many = (n: number, one: string, more = `${one}s`) => `${n.toLocaleString()} ${n === 1 ? one : more}`;

export const en = {
  ...views,
  many,
  app: {
    pickOne: "Choose one from the list, or leave it empty.",
    name: "Kith", search: "Search", searchHint: "Search people, accounts, deals, or do something", commands: "Do something", noHits: "Nothing by that name. Check the spelling, or add it with a command.",
    skip: "Skip to the content", rail: "Main views", signOut: "Sign out", settings: "My settings", administration: "Administration", dark: "Dark", light: "Light", theme: "Light or dark", menu: "Me",
    documentation: "The API", notFound: "There is nothing here", notFoundText: "The address leads nowhere, or to something that you may not see. Search for it, or go to your accounts.",
    details: "Details", close: "Close", more: "More", loading: "Loading", print: "Print", reload: "Load it again", crumbs: "Where you are",
  },
  rail: { accounts: "My accounts", people: "People", deals: "Deals", paths: "Paths", asked: "Asked of you", import: "Import" },
  day: {
    label: "Show the day", today: "Today", shown: (day: string) => `You see ${day}, not today.`, back: "Back to today", pathsToday: "Paths always show today.", listToday: "This list always shows today.", compare: "What changed since then",
    changed: "Changes can only be made to today.",
  },
  problems: {
    words(status: number, document: ProblemDocument): string {
      if (status === 0) return "Kith cannot be reached. Check the connection; what you wrote is kept, and it goes on by itself.";
      if (document.errors?.length) return document.errors.map((e) => e.detail).join(" ");
      return document.detail ?? "Something went wrong.";
    },
    title: (status: number): string =>
      ({ 0: "No connection", 403: "You may not do this", 404: "Not here", 409: "That does not go", 412: "Changed meanwhile", 422: "Something is missing or does not fit", 429: "Too many tries", 503: "Kith is catching its breath", 504: "That took too long" })[status] ?? "That did not work",
    broken: "This view cannot be shown. Load it again; if that does not help, tell your administrator.",
    goesOn: "What you see is as it was; it goes on by itself.",
    tryAgain: "Try again", number: (id: string) => `Number ${id}`,
    meanwhile: "Changed meanwhile", meanwhileText: "Somebody changed this after you opened it. Both versions are here: keep yours where it counts, or take theirs.",
    theirs: "Theirs", yours: "Yours", keepMine: "Save mine", takeTheirs: "Take theirs",
  },
  signIn: {
    otherWays: "Other ways to sign in", title: "Sign in", again: "Sign in again", againText: "Your session has ended. Sign in, and what you were doing goes on; nothing is lost.", email: "E-mail", password: "Password", go: "Sign in" },
  do: {
    save: "Save", cancel: "Cancel", undo: "Undo", edit: "Edit", add: "Add", remove: "Remove", delete: "Delete", create: "Create", merge: "Merge with its double…", copy: "Copy", copied: "Copied", csv: "CSV", png: "PNG", svg: "SVG",
    export: "Export", history: "History", more: "Show more", clear: "Clear", choose: "Choose", filter: "Filter", columns: "Columns", done: "Done", undone: "Taken back.", saved: "Saved.",
  },
  attitude: { mentor: "actively helps us", supporter: "for us", neutral: "neutral", nonSupporter: "doubtful", enemy: "against us", unknown: "attitude not known" },
  attitudeSign: { mentor: "++", supporter: "+", neutral: "o", nonSupporter: "−", enemy: "−−", unknown: "?" },
  role: {
    initiator: "initiator", user: "user", influencer: "influencer", evaluator: "evaluator", technicalBuyer: "technical buyer", economicBuyer: "economic buyer", decisionMaker: "decision maker", approver: "approver", champion: "champion",
    coach: "coach", executiveSponsor: "executive sponsor", gatekeeper: "gatekeeper", legalAndCompliance: "legal and compliance", blocker: "blocker", other: "other",
  } as Record<string, string>,
  politicalStatus: { outside: "no say", politicalStructure: "has a say", innerCircle: "close to the decision" } as Record<string, string>,
  coverage: { none: "not met", brief: "met briefly", multiple: "met several times", inDepth: "known in depth" } as Record<string, string>,
  orientation: { financial: "decides by money", technical: "decides by technology", relationship: "decides by people", business: "decides by business" } as Record<string, string>,
  tie: { strong: "strong", familiar: "familiar", weak: "weak", none: "nobody of us", unknown: "strength not known" },
  band: { strong: "a strong tie", familiar: "a familiar tie", weak: "a weak tie" },
  score: { good: "good chance", possible: "possible", long: "long shot" },
  health: { red: "at risk", amber: "needs work", green: "well placed" },
  status: { open: "open", won: "won", lost: "lost" } as Record<string, string>,
  edge: { knows: "knows", worksAt: "works at", reportsTo: "reports to", influences: "influences", relatedTo: "is related to", subsidiaryOf: "belongs to", involvedIn: "takes part in" } as Record<string, string>,
  truth: { fact: "fact", asserted: "said", inferred: "likely" } as Record<string, string>,
  kind: { contact: "person", user: "one of us", account: "account", opportunity: "deal" } as Record<string, string>,
  evidence: { email: "mails", call: "calls", video: "video calls", meeting: "meetings", message: "messages", asserted: "said by somebody", measured: "from another system", employment: "worked together", reportingLine: "one reports to the other", relation: "a relation between them", interactions: "mails, calls and meetings" } as Record<string, string>,
  vacant: "vacant", placeholder: "somebody, name unknown", ofUs: "of us", external: "from outside", seat: "seat", nobody: "nobody", never: "never", unknown: "not known", since: (day: string) => `since ${day}`,
};
