// The relation graph that is on the screen: what was asked for so far, put together, and what the filters leave of it.
import type { Edge, Node, RelationGraph } from "../api/types";

export interface Shown { nodes: Map<string, Node>; edges: Map<string, Edge> }

export function together(graphs: RelationGraph[]): Shown {
  const nodes = new Map<string, Node>();
  const edges = new Map<string, Edge>();
  for (const graph of graphs) {
    for (const node of graph.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node);
    for (const edge of graph.edges) edges.set(edge.id, edge);
  }
  return { nodes, edges };
}

export interface Filters { kinds: ReadonlySet<string>; least: number; from: string; company: string }

/** What is left: an edge by its kind, its strength and when it began, a node while it is the focus or an edge leads to it. */
export function filtered(all: Shown, focus: ReadonlySet<string>, { kinds, least, from, company }: Filters): Shown {
  const inside = (id: string) => !company || focus.has(id) || id === company || all.nodes.get(id)?.accountId === company || all.nodes.get(id)?.kind === "user";
  const edges = new Map([...all.edges].filter(([, edge]) => !kinds.has(edge.kind) && (edge.kind !== "knows" || (edge.strength ?? 0) >= least) && (!from || (edge.since ?? "") >= from) && inside(edge.from) && inside(edge.to)));
  const touched = new Set(focus);
  for (const edge of edges.values()) touched.add(edge.from).add(edge.to);
  return { nodes: new Map([...all.nodes].filter(([id]) => touched.has(id))), edges };
}

/** How many edges each node has. */
export function degrees(shown: Shown): Map<string, number> {
  const count = new Map<string, number>();
  for (const edge of shown.edges.values()) {
    count.set(edge.from, (count.get(edge.from) ?? 0) + 1);
    count.set(edge.to, (count.get(edge.to) ?? 0) + 1);
  }
  return count;
}
