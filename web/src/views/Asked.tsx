import { change, usePages } from "../api/answers";
import type { IntroductionRequest } from "../api/types";
import { day } from "../format";
import { Empty, Load, More, Segments, useTitle } from "../parts/basics";
import { PersonLink } from "../parts/marks";
import { doing } from "../parts/toasts";
import { param, setParams } from "../router";
import { t } from "../texts";

/** Requests for introductions: those that one is asked, and those that one asked for. */
export function Asked() {
  useTitle(t.rail.asked);
  const box = param("box") || "in";
  const page = usePages<IntroductionRequest>("/introduction-requests", { box, limit: 100 });
  const turn = (request: IntroductionRequest, verb: "accept" | "decline" | "done") => doing(t.asked.turned[verb], () => change("POST", `/introduction-requests/${request.id}:${verb}`));
  return (
    <div class="page">
      <div class="row apart"><h1>{t.rail.asked}</h1><Segments label={t.asked.box} options={[["in", t.asked.in], ["out", t.asked.out]]} value={box} choose={(value) => setParams({ box: value === "in" ? null : value })} /></div>
      <Load from={page}>{(items) => items.length === 0 ? <Empty title={box === "in" ? t.asked.noneIn : t.asked.noneOut} text={t.asked.noneText} /> : <>
        <ul class="stack">{items.map((request) => (
          <li key={request.id} class="card stack">
            <div class="row apart"><span class="row">{box === "in" ? request.askedBy && <PersonLink of={request.askedBy} /> : request.introducer ? <PersonLink of={request.introducer} /> : <span>{t.asked.somebody}</span>}<span class="soft">{t.asked.wants}</span>{request.target ? <PersonLink of={request.target} /> : <span class="soft">{t.asked.gone}</span>}</span><span class={`mark ${request.state === "done" || request.state === "accepted" ? "green" : request.state === "declined" ? "red" : "role"}`}>{t.asked.state[request.state]}</span></div>
            {request.message && <p class="quote" dir="auto">{request.message}</p>}
            <div class="row apart"><span class="soft small">{day(request.createdAt)}{request.due && `, ${t.asked.dueOn(day(request.due))}`}</span>
              <span class="row">{box === "in" && request.state === "asked" && <><button class="button first" onClick={() => void turn(request, "accept")}>{t.asked.accept}</button><button class="button" onClick={() => void turn(request, "decline")}>{t.asked.decline}</button></>}{request.state === "accepted" && <button class="button first" onClick={() => void turn(request, "done")}>{t.asked.done}</button>}</span></div>
          </li>
        ))}</ul>
        <More of={page} />
      </>}</Load>
    </div>
  );
}
