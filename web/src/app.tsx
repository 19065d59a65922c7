// Which view an address shows.
import { useEffect, useErrorBoundary } from "preact/hooks";
import type { FunctionComponent } from "preact";
import { signInWanted } from "./api/client";
import { useAnswer } from "./api/answers";
import type { Me } from "./api/types";
import { Frame } from "./frame/Frame";
import { SignInPage } from "./frame/SignIn";
import { Bones, Empty, Trouble } from "./parts/basics";
import { go, href, path } from "./router";
import { me } from "./session";
import { t } from "./texts";
import { AccountPage } from "./views/AccountPage";
import { Accounts } from "./views/Accounts";
import { Administration } from "./views/Administration";
import { Asked } from "./views/Asked";
import { ColleaguePage } from "./views/ColleaguePage";
import { Creating } from "./views/create";
import { DealPage } from "./views/DealPage";
import { Deals } from "./views/Deals";
import { Import } from "./views/Import";
import { Open } from "./views/Open";
import { PathsView } from "./views/Paths";
import { People } from "./views/People";
import { PersonPage } from "./views/PersonPage";
import { Settings } from "./views/Settings";

export interface PageProps { id: string; tab: string }

const views: [RegExp, FunctionComponent<PageProps>][] = [
  [/^\/accounts$/, Accounts], [/^\/accounts\/([^/]+)(?:\/([^/]+))?$/, AccountPage], [/^\/people$/, People], [/^\/people\/([^/]+)(?:\/([^/]+))?$/, PersonPage], [/^\/colleagues\/([^/]+)$/, ColleaguePage],
  [/^\/deals$/, Deals], [/^\/deals\/([^/]+)(?:\/([^/]+))?$/, DealPage], [/^\/paths$/, PathsView], [/^\/asked$/, Asked], [/^\/import$/, Import], [/^\/settings()(?:\/([^/]+))?$/, Settings],
  [/^\/administration()(?:\/([^/]+))?$/, Administration], [/^\/open$/, Open],
];

/** A fault of ours: told to the console, and never a blank page. */
const report = (fault: unknown): void => console.error(fault);

export function App() {
  const asked = useAnswer<Me>("/me");
  if (asked.value && me.peek() !== asked.value) me.value = asked.value;
  useEffect(() => { if (path.value === "/") go(href("/accounts"), true); }, [path.value]);
  if (!me.value) return signInWanted.value ? <SignInPage /> : asked.problem ? <main class="signin"><Trouble page problem={asked.problem} again={asked.again} /></main> : <main class="signin"><Bones lines={3} /></main>;
  return <Frame><View /><Creating /></Frame>;
}

function View() {
  const [fault, again] = useErrorBoundary(report);
  useEffect(again, [path.value]);
  if (fault) return <div class="page"><Empty title={t.problems.title(500)} text={t.problems.broken}><button class="button first" onClick={() => location.reload()}>{t.app.reload}</button></Empty></div>;
  for (const [form, Page] of views) {
    const parts = form.exec(path.value);
    if (parts) return <Page key={parts[1] ?? ""} id={decodeURIComponent(parts[1] ?? "")} tab={parts[2] ?? ""} />;
  }
  return <div class="page"><Empty title={t.app.notFound} text={t.app.notFoundText}><a class="button first" href={href("/accounts")}>{t.rail.accounts}</a></Empty></div>;
}
