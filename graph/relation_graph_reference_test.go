package graph_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kith/graph"
	"kith/graph/store"
	"kith/graph/store/storetest"
)

// sketch is a small graph of any kind, as it is put into Neo4j and as the slow, obvious evaluators of these tests read it.
type sketch struct {
	nodes     []sketchNode
	relations []sketchRelation
}

type sketchNode struct {
	id, label  string // the label is its own: Contact, not Person
	properties map[string]any
	deleted    bool
}

type sketchRelation struct {
	id, kind, from, to string
	properties         map[string]any
	since, until       int // days of the sketch; noDay is null
}

// The days of a sketch: 1 to lastDay, and one before and one after for what has no beginning or end.
const (
	noDay   = -1
	lastDay = 8
)

func day(n int) store.Date { return store.NewDate(2024, time.March, n) }

func optionalDay(n int) *store.Date {
	if n == noDay {
		return nil
	}
	date := day(n)
	return &date
}

// holds is whether the relation is in force on day n of 0 to lastDay+1.
func (r sketchRelation) holds(n int) bool {
	return (r.since == noDay || r.since <= n) && (r.until == noDay || n < r.until)
}

// put puts the sketch into an empty graph.
func (s sketch) put(t testing.TB) {
	nodes, relations := []any{}, []any{}
	for _, n := range s.nodes {
		labels := []any{n.label}
		if n.label == "Contact" || n.label == "User" {
			labels = append(labels, "Person")
		}
		if n.deleted {
			labels = []any{"Deleted"}
		}
		properties := maps.Clone(n.properties)
		if properties == nil {
			properties = map[string]any{}
		}
		properties["id"], properties["name"] = n.id, "name of "+n.id
		nodes = append(nodes, map[string]any{"labels": labels, "properties": properties})
	}
	for _, r := range s.relations {
		properties := maps.Clone(r.properties)
		if properties == nil {
			properties = map[string]any{}
		}
		properties["id"], properties["source"], properties["status"] = r.id, "test", "fact"
		properties["since"], properties["until"] = optionalDay(r.since), optionalDay(r.until)
		relations = append(relations, map[string]any{"type": r.kind, "from": r.from, "to": r.to, "properties": properties})
	}
	storetest.Put(t, `UNWIND $nodes AS node CREATE (n:$(node.labels)) SET n = node.properties`, map[string]any{"nodes": nodes})
	storetest.Put(t, `MATCH (n) WHERE n.id IS NOT NULL WITH collect(n) AS all
		UNWIND $relations AS relation
		WITH relation, [n IN all WHERE n.id = relation.from][0] AS a, [n IN all WHERE n.id = relation.to][0] AS b
		CREATE (a)-[r:$(relation.type)]->(b) SET r = relation.properties`, map[string]any{"relations": relations})
}

func (s sketch) node(id, label string) (sketchNode, bool) {
	for _, n := range s.nodes {
		if n.id == id && !n.deleted && (n.label == label || label == "Person" && (n.label == "Contact" || n.label == "User")) {
			return n, true
		}
	}
	return sketchNode{}, false
}

// stretch is the first and the last day on which all the relations are in force, and whether there is one that counts.
func stretch(asOf int, ended bool, relations ...sketchRelation) (first, last int, counts bool) {
	first = -1
	for n := 0; n <= lastDay+1; n++ {
		all := true
		for _, r := range relations {
			all = all && r.holds(n)
		}
		if all && first < 0 {
			first = n
		}
		if all {
			last = n
			counts = counts || n == asOf || ended && n < asOf
		}
	}
	return first, last, counts
}

// edges is every edge of the whole sketch, without the numbering of shared lines.
func (s sketch) edges(asOf int, o graph.RelationGraphOptions) []graph.Edge {
	var edges []graph.Edge
	add := func(kind, label string, shown sketchRelation, from, to string, rests ...sketchRelation) {
		first, last, counts := stretch(asOf, o.Ended, rests...)
		if !counts || o.Kinds != nil && !slices.Contains(o.Kinds, kind) {
			return
		}
		e := graph.Edge{ID: shown.id, Kind: kind, From: from, To: to, Status: "fact", Source: "test"}
		if label != "" {
			e.Label = &label
		}
		if first > 0 {
			e.Since = optionalDay(first)
		}
		if last <= lastDay {
			e.Until = optionalDay(last + 1)
		}
		if strength, is := shown.properties["strength"].(float64); is {
			e.Strength = &strength
		}
		if weight, is := shown.properties["weight"].(int); is {
			e.Weight = &weight
		}
		if line, is := shown.properties["line"].(string); is {
			e.Line = &line
		}
		edges = append(edges, e)
	}
	stands := func(id string, labels ...string) bool {
		return slices.ContainsFunc(labels, func(label string) bool { _, is := s.node(id, label); return is })
	}
	for _, r := range s.relations {
		switch r.kind {
		case "KNOWS":
			strength, has := r.properties["strength"].(float64)
			enough := o.MinStrength == nil || has && strength >= *o.MinStrength
			if stands(r.from, "Person") && stands(r.to, "Person") && r.properties["muted"] == false && enough {
				add("knows", "", r, r.from, r.to, r)
			}
		case "INFLUENCES":
			if stands(r.from, "Contact", "Account") && stands(r.to, "Contact") {
				add("influences", "", r, r.from, r.to, r)
			}
		case "RELATED_TO":
			if stands(r.from, "Person", "Account") && stands(r.to, "Person", "Account") {
				add("relatedTo", "advises", r, r.from, r.to, r)
			}
		case "SUBSIDIARY_OF":
			if stands(r.from, "Account") && stands(r.to, "Account") {
				add("subsidiaryOf", "", r, r.from, r.to, r)
			}
		case "INVOLVED_IN":
			if stands(r.from, "Contact") && stands(r.to, "Opportunity") {
				add("involvedIn", strings.Join(r.properties["roles"].([]string), ", "), r, r.from, r.to, r)
			}
		}
	}
	type employment struct {
		person, seat, account string
		rests                 []sketchRelation
	}
	var employments []employment
	for _, h := range s.relations {
		for _, at := range s.relations {
			if h.kind == "HOLDS" && at.kind == "AT" && h.to == at.from && stands(h.from, "Person") && stands(h.to, "Position") && stands(at.to, "Account") {
				employments = append(employments, employment{h.from, h.to, at.to, []sketchRelation{h, at}})
			}
		}
	}
	for _, e := range employments {
		seat, _ := s.node(e.seat, "Position")
		add("worksAt", seat.properties["title"].(string), e.rests[0], e.person, e.account, e.rests...)
	}
	for _, line := range s.relations {
		for _, a := range employments {
			for _, b := range employments {
				if line.kind == "REPORTS_TO" && line.from == a.seat && line.to == b.seat && a.person != b.person {
					add("reportsTo", "", line, a.person, b.person, slices.Concat([]sketchRelation{line}, a.rests, b.rests)...)
				}
			}
		}
	}
	slices.SortFunc(edges, func(a, b graph.Edge) int {
		text := func(date *store.Date) string {
			if date == nil {
				return ""
			}
			return date.String()
		}
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.ID, b.ID),
			cmp.Compare(text(a.Since), text(b.Since)), cmp.Compare(text(a.Until), text(b.Until)))
	})
	return edges
}

// relationGraph is the answer by the words of the contract, found by looking at every edge again and again.
func (s sketch) relationGraph(focus string, asOf int, o graph.RelationGraphOptions) graph.RelationGraph {
	edges := s.edges(asOf, o)
	answer := graph.RelationGraph{Focus: focus, AsOf: day(asOf), Depth: o.Depth, Nodes: []graph.Node{}, Edges: []graph.Edge{}}
	distance := map[string]int{focus: 0}
	shown := []string{focus}
	for depth := 1; depth <= o.Depth; depth++ {
		strongest := map[string]float64{}
		for _, e := range edges {
			for _, ends := range [][2]string{{e.From, e.To}, {e.To, e.From}} {
				from, at := distance[ends[0]]
				if _, is := distance[ends[1]]; is || !at || from != depth-1 {
					continue
				}
				strength := 0.0
				if e.Kind == "knows" && e.Strength != nil {
					strength = *e.Strength
				}
				strongest[ends[1]] = max(strongest[ends[1]], strength)
			}
		}
		entering := slices.SortedFunc(maps.Keys(strongest), func(a, b string) int {
			return cmp.Or(cmp.Compare(strongest[b], strongest[a]), cmp.Compare(a, b))
		})
		for _, id := range entering {
			if len(shown) == o.Limit {
				answer.Truncated = true
				break
			}
			shown = append(shown, id)
			distance[id] = depth
		}
		if answer.Truncated {
			break
		}
	}
	for _, id := range shown {
		answer.Nodes = append(answer.Nodes, s.shown(id, asOf, distance[id]))
	}
	lines := map[string]int{}
	for _, e := range edges {
		_, from := distance[e.From]
		_, to := distance[e.To]
		if !from || !to {
			continue
		}
		if e.Kind == "reportsTo" {
			line := e.ID
			if lines[line]++; lines[line] > 1 {
				e.ID = fmt.Sprintf("%s#%d", line, lines[line])
			}
		}
		answer.Edges = append(answer.Edges, e)
	}
	return answer
}

// shown is a node with what the graph says of it.
func (s sketch) shown(id string, asOf, distance int) graph.Node {
	for _, n := range s.nodes {
		if n.id != id {
			continue
		}
		node := graph.Node{ID: id, Kind: strings.ToLower(n.label), Name: "name of " + id, Distance: distance}
		if n.label == "Opportunity" {
			for _, r := range s.relations {
				if _, stands := s.node(r.to, "Account"); r.kind == "FOR" && r.from == id && stands {
					node.AccountID = &r.to
				}
			}
		}
		if n.label == "Contact" || n.label == "User" {
			node.Title, node.AccountID = s.primary(id, asOf)
		}
		return node
	}
	panic("no node " + id)
}

// primary is the title and account of the primary position.
func (s sketch) primary(person string, asOf int) (title, account *string) {
	type seat struct {
		hold           sketchRelation
		title, account string
	}
	var seats []seat
	for _, h := range s.relations {
		for _, at := range s.relations {
			position, stands := s.node(h.to, "Position")
			_, there := s.node(at.to, "Account")
			if h.kind == "HOLDS" && at.kind == "AT" && h.from == person && h.to == at.from && stands && there && h.holds(asOf) && at.holds(asOf) {
				seats = append(seats, seat{h, position.properties["title"].(string), at.to})
			}
		}
	}
	if len(seats) == 0 {
		return nil, nil
	}
	best := slices.MinFunc(seats, func(a, b seat) int {
		flag := func(s seat) int {
			if s.hold.properties["primary"] == true {
				return 0
			}
			return 1
		}
		return cmp.Or(cmp.Compare(flag(a), flag(b)), cmp.Compare(b.hold.since, a.hold.since), cmp.Compare(a.hold.to, b.hold.to))
	})
	return &best.title, &best.account
}

// anySketch is a random graph of every kind; a spare one has ties without strength or dates only, as social graphs have them.
func anySketch(t *rapid.T) sketch {
	var s sketch
	ids := map[string][]string{}
	add := func(label, prefix string, count int, properties func(i int) map[string]any) {
		for i := range count {
			id := fmt.Sprintf("%s_%d", prefix, i)
			s.nodes = append(s.nodes, sketchNode{id, label, properties(i), rapid.IntRange(0, 19).Draw(t, "deleted") == 0})
			ids[label] = append(ids[label], id)
		}
	}
	none := func(int) map[string]any { return map[string]any{} }
	add("Contact", "con", rapid.IntRange(2, 12).Draw(t, "contacts"), none)
	add("User", "usr", rapid.IntRange(1, 4).Draw(t, "users"), func(i int) map[string]any {
		return map[string]any{"email": fmt.Sprint(i), "active": i > 0}
	})
	add("Account", "acc", rapid.IntRange(1, 4).Draw(t, "accounts"), none)
	add("Opportunity", "opp", rapid.IntRange(1, 3).Draw(t, "opportunities"), none)
	add("Position", "pos", rapid.IntRange(1, 10).Draw(t, "positions"), func(i int) map[string]any { return map[string]any{"title": fmt.Sprint("seat ", i)} })
	s.nodes = append(s.nodes, sketchNode{"rty_1", "RelationType", map[string]any{"forward": "advises", "backward": "is advised by"}, false})
	ids["Person"] = slices.Concat(ids["Contact"], ids["User"])
	ids["Party"] = slices.Concat(ids["Person"], ids["Account"])
	ids["Influencer"] = slices.Concat(ids["Contact"], ids["Account"])

	relate := func(kind, from, to string, dated bool, properties map[string]any) {
		since, until := noDay, noDay
		if dated {
			since = rapid.SampledFrom([]int{noDay, noDay, 1, 2, 3, 4, 5, 6}).Draw(t, "since")
			until = rapid.SampledFrom([]int{noDay, noDay, noDay, since + 1, since + 3, 8}).Draw(t, "until")
			if since == noDay && until == 0 || until > lastDay {
				until = 2
			}
			if until != noDay && until <= since {
				until = since + 1
			}
		}
		s.relations = append(s.relations, sketchRelation{fmt.Sprintf("rel_%03d", len(s.relations)), kind, from, to, properties, since, until})
	}
	pick := func(label string) string { return rapid.SampledFrom(ids[label]).Draw(t, label) }
	social := rapid.IntRange(0, 3).Draw(t, "social") == 0
	pairs := map[[2]string]bool{}
	for range rapid.IntRange(0, 25).Draw(t, "ties") {
		a, b := pick("Person"), pick("Person")
		if pair := [2]string{min(a, b), max(a, b)}; a != b && !pairs[pair] {
			pairs[pair] = true
			properties := map[string]any{"muted": !social && rapid.IntRange(0, 9).Draw(t, "muted") == 0}
			if !social && rapid.IntRange(0, 3).Draw(t, "known strength") > 0 {
				properties["strength"] = float64(rapid.IntRange(0, 4).Draw(t, "strength")) / 4
			}
			relate("KNOWS", pair[0], pair[1], !social, properties)
		}
	}
	if social {
		return s
	}
	for _, seat := range ids["Position"] {
		relate("AT", seat, pick("Account"), true, nil)
	}
	for _, deal := range ids["Opportunity"] {
		relate("FOR", deal, pick("Account"), false, nil)
	}
	for range rapid.IntRange(0, 14).Draw(t, "holds") {
		relate("HOLDS", pick("Person"), pick("Position"), true, map[string]any{"primary": rapid.Bool().Draw(t, "primary")})
	}
	for range rapid.IntRange(0, 10).Draw(t, "lines") {
		if a, b := pick("Position"), pick("Position"); a != b {
			relate("REPORTS_TO", a, b, true, map[string]any{"line": rapid.SampledFrom([]string{"solid", "dotted"}).Draw(t, "line")})
		}
	}
	for range rapid.IntRange(0, 6).Draw(t, "influences") {
		if a, b := pick("Influencer"), pick("Contact"); a != b {
			relate("INFLUENCES", a, b, true, map[string]any{"weight": rapid.IntRange(1, 5).Draw(t, "weight")})
		}
	}
	for range rapid.IntRange(0, 6).Draw(t, "relations") {
		if a, b := pick("Party"), pick("Party"); a != b {
			relate("RELATED_TO", a, b, true, map[string]any{"type": "rty_1"})
		}
	}
	for range rapid.IntRange(0, 3).Draw(t, "owners") {
		if a, b := pick("Account"), pick("Account"); a != b {
			relate("SUBSIDIARY_OF", a, b, true, nil)
		}
	}
	for range rapid.IntRange(0, 5).Draw(t, "members") {
		relate("INVOLVED_IN", pick("Contact"), pick("Opportunity"), true, map[string]any{"roles": []string{"user", "champion"}[:rapid.IntRange(1, 2).Draw(t, "roles")]})
	}
	return s
}
