// Short names for the API's types, which scripts/types.mjs writes from the OpenAPI document.
import type { components } from "./schema";

type Schemas = components["schemas"];
export type Account = Schemas["graph.Account"];
export type AccountFields = Schemas["graph.AccountFields"];
export type AccountSummary = Schemas["graph.AccountSummary"];
export type Advocates = Schemas["graph.Advocates"];
export type AdvocatePaths = Schemas["graph.AdvocatePaths"];
export type Alert = Schemas["graph.Alert"];
export type Amount = Schemas["graph.Amount"];
export type AuditItem = Schemas["graph.AuditItem"];
export type Binned = Schemas["graph.Binned"];
export type Bridges = Schemas["graph.Bridges"];
export type BuyingCenter = Schemas["graph.BuyingCenter"];
export type BuyingCenters = Schemas["graph.BuyingCenters"];
export type ChainOfCommand = Schemas["graph.ChainOfCommand"];
export type Company = Schemas["graph.Company"];
export type Contact = Schemas["graph.Contact"];
export type ContactWrite = Schemas["graph.ContactWrite"];
export type Departure = Schemas["graph.Departure"];
export type Edge = Schemas["graph.Edge"];
export type Evidence = Schemas["graph.Evidence"];
export type FormerColleague = Schemas["graph.FormerColleague"];
export type FoundRecord = Schemas["graph.FoundRecord"];
export type Health = Schemas["graph.Health"];
export type Hop = Schemas["graph.Hop"];
export type Interaction = Schemas["graph.Interaction"];
export type IntroductionRequest = Schemas["graph.IntroductionRequest"];
export type InvolvementItem = Schemas["graph.InvolvementItem"];
export type Job = Schemas["ingest.Job"];
export type Me = Schemas["graph.Me"];
export type Member = Schemas["graph.BuyingCenterMember"];
export type Named = Schemas["graph.Named"];
export type Nearest = Schemas["graph.Nearest"];
export type NewToken = Schemas["graph.NewToken"];
export type Node = Schemas["graph.Node"];
export type Opportunity = Schemas["graph.Opportunity"];
export type OrgChart = Schemas["graph.OrgChart"];
export type OurTie = Schemas["graph.OurTie"];
export type Path = Schemas["graph.Path"];
export type Paths = Schemas["graph.Paths"];
export type Person = Omit<Schemas["graph.Person"], "hop"> & { hop?: string };
export type ProblemDocument = Partial<Schemas["handlers.Problem"]>;
export type Position = Schemas["graph.Position"];
export type RelationGraph = Schemas["graph.RelationGraph"];
export type RelationType = Schemas["graph.RelationType"];
export type Resilience = Schemas["graph.Resilience"];
export type Rights = Schemas["access.Rights"];
export type Role = Schemas["graph.Role"];
export type Seat = Schemas["graph.Seat"];
export type Session = Schemas["graph.Session"];
export type SignInLink = Schemas["graph.SignInLink"];
export type TieItem = Schemas["graph.TieItem"];
export type Token = Schemas["graph.Token"];
export type Unit = Schemas["graph.Unit"];
export type User = Schemas["graph.User"];
export type Wishes = Schemas["graph.Wishes"];
export type Attitude = NonNullable<Member["attitude"]>;
export interface Page<T> { items: T[]; nextCursor?: string }

export interface Difference { kind: string; text: string; on: string | null; people: Person[]; position: { id: string; title: string | null } | null; opportunity: Named | null; field: string | null; before: unknown; after: unknown; source: string }
export interface NextAction { code: string; text: string; contactIds: string[]; opportunityId: string | null }
export interface PortfolioRow {
  account: Named; class: string | null; owner: Named | null; valueWon: Amount[]; valueOpen: Amount[]; openDeals: number; worstDeal: { opportunity: Named; health: Health } | null; keyPlayers: { known: number; all: number };
  singleThreads: { opportunity: Named; text: string; contactIds: string[] }[]; lastContact: string | null; vacancies: number; alerts: Alert[]; changes: Difference[]; changeCount: number; nextAction: NextAction | null;
}
export interface Portfolio { asOf: string; compareTo: string | null; items: PortfolioRow[]; nextCursor?: string }
export interface BriefSeat { positionId: string; title: string | null; holders: Person[]; vacant: boolean }
export interface BriefTie { user: Named; strength: number | null; band?: "weak" | "familiar" | "strong"; private: boolean; since: string | null; lastContact: string | null; lastContactQuarter: string | null }
export interface Brief {
  person: Person; asOf: string; emails: string[]; phones: string[]; linkedinUrl: string | null; location: string | null; notes: string | null; attitude: Attitude | null;
  seat: { positionId: string; title: string | null; department: string | null; location: string | null; account: Named; since: string | null } | null; chain: BriefSeat[]; reports: BriefSeat[]; directReports: number;
  involvements: InvolvementItem[]; inDeal: InvolvementItem | null; knownBy: BriefTie[]; wayIn: Path | null; nearest: Nearest[]; formerColleagues: FormerColleague[]; formerColleagueCount: number; companies: Company[];
  lastContact: string | null; unknown: { code: string; text: string }[];
}
export interface Placement { places: { contactId: string; x: number; y: number }[] }
export interface RecognisedFile { name: string; form: "csv" | "mailbox" | "message" | "calendar" | "cards" | null; kind: string | null; system: string | null; columns: { name: string; to: string | null; samples: string[] }[]; missing: string[]; notes: string[]; error: string | null }
export interface ImportKind { kind: string; custom: boolean; columns: { name: string; type: string; required: boolean; allowed: string[] }[] }
export interface Recognised { files: RecognisedFile[]; kinds: ImportKind[] }
