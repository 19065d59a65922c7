// Lays out a relation graph away from the page: ForceAtlas2, with the places so far sent on as it goes.
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

export interface LayoutAsked { nodes: { id: string; x: number; y: number; fixed: boolean }[]; edges: { from: string; to: string; weight: number }[] }
export interface LayoutAnswer { ids: string[]; places: Float64Array; done: boolean }

const budget = 1_500; // milliseconds

onmessage = ({ data }: MessageEvent<LayoutAsked>) => {
  const graph = new Graph({ multi: false, type: "undirected" });
  for (const { id, x, y, fixed } of data.nodes) graph.addNode(id, { x, y, fixed });
  for (const { from, to, weight } of data.edges) if (from !== to) graph.updateEdge(from, to, (old) => ({ weight: Math.max(weight, Number(old.weight ?? 0)) }));
  const ids = graph.nodes();
  const settings = { ...forceAtlas2.inferSettings(graph), gravity: 1, scalingRatio: 12, barnesHutOptimize: graph.order > 300, adjustSizes: false, strongGravityMode: graph.order < 80, edgeWeightInfluence: 0.4 };
  if (settings.strongGravityMode) settings.gravity = 0.08;
  const wanted = graph.order > 1000 ? 120 : 300;
  const start = performance.now();
  const turn = (done: number) => {
    const steps = graph.order > 1000 ? 8 : 60;
    if (graph.order > 1) forceAtlas2.assign(graph, { iterations: steps, settings });
    const last = done + steps >= wanted || performance.now() - start > budget;
    const places = new Float64Array(ids.length * 2);
    ids.forEach((id, i) => {
      places[2 * i] = graph.getNodeAttribute(id, "x");
      places[2 * i + 1] = graph.getNodeAttribute(id, "y");
    });
    postMessage({ ids, places, done: last } satisfies LayoutAnswer, { transfer: [places.buffer] });
    if (!last) setTimeout(() => turn(done + steps));
  };
  turn(0);
};
